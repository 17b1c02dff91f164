import { randomUUID } from 'node:crypto';
import type { BatchObservableCallback, Meter, Observable } from '@opentelemetry/api';
import type { DataSource } from 'typeorm';
import { Databases, openDataSource } from '../conformance/databases.fixture.js';
import { observeDatabase } from './database-gauges.js';

/** Collects like a Prometheus that asks once. */
function aMeter() {
  const callbacks = new Set<BatchObservableCallback>();
  const meter = {
    createObservableGauge: (name: string) => ({ name }),
    addBatchObservableCallback: (callback: BatchObservableCallback) => callbacks.add(callback),
    removeBatchObservableCallback: (callback: BatchObservableCallback) => callbacks.delete(callback),
  } as unknown as Meter;
  const collect = async () => {
    const seen: Record<string, number> = {};
    const observe = (gauge: Observable, value: number) => (seen[(gauge as unknown as { name: string }).name] = value);
    for (const callback of callbacks) await callback({ observe });
    return seen;
  };
  return { meter, collect };
}

describe('the gauges of the database', () => {
  const warnings: string[] = [];
  const log = { log: () => undefined, warn: (text: string) => void warnings.push(text), error: () => undefined };
  const { meter, collect } = aMeter();
  let databases: Databases;
  let dataSource: DataSource;
  let end: () => void;

  beforeAll(async () => {
    databases = new Databases(process.env['DATABASE_URL']!, `gauges_${randomUUID().slice(0, 8)}`);
    await databases.create('routing');
    dataSource = await openDataSource(databases.addressOf('routing'));
    end = observeDatabase(dataSource, { service: 'routing' }, log, meter);
  }, 60_000);

  afterAll(async () => {
    await dataSource.destroy();
    await databases.drop();
  });

  it('are zero where nothing waits', async () => {
    expect(await collect()).toMatchObject({ complaints_outbox_age: 0, complaints_dead_letters: 0 });
  });

  it('say how old the oldest unsent event is, how many letters wait, and how long a transaction has been open', async () => {
    await dataSource.query(
      `insert into outbox (topic, partition, size, published_at, events)
       values ('t', 0, 3, now() - interval '1 hour', ''), ('t', 0, 1, now(), '')`,
    );
    await dataSource.query(
      `insert into dead_letters (topic, partition, "offset", headers, appended_at, parked_at, reason, attempts)
       select 't', 0, n, '{}', now(), now(), 'x', 1 from generate_series(1, 3) as n`,
    );

    const gauges = await databases.with('routing', async (other) => {
      await other.query('begin');
      await other.query('select pg_current_xact_id()');
      return collect();
    });

    expect(gauges['complaints_outbox_age']).toBeGreaterThanOrEqual(3600);
    expect(gauges['complaints_outbox_age']).toBeLessThan(3700);
    expect(gauges['complaints_dead_letters']).toBe(3);
    expect(gauges['complaints_oldest_transaction']).toBeGreaterThan(0);
    expect(warnings).toEqual([]);
  });

  it('are missing, with a warning, when the database cannot say them, and end when they are told to', async () => {
    await dataSource.query('alter table dead_letters rename to gone');

    expect(await collect()).toEqual({});
    expect(warnings).toEqual([
      expect.stringContaining('no gauges from the database: relation "dead_letters" does not'),
    ]);

    end();
    expect(await collect()).toEqual({});
    expect(warnings).toHaveLength(1);
  });
});
