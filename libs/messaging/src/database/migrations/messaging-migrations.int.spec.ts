import { randomUUID } from 'node:crypto';
import { InMemoryBroker } from '../../broker/in-memory/in-memory-broker.js';
import { Databases, openDataSource } from '../../conformance/databases.fixture.js';
import { Telemetry } from '../../metrics/telemetry.js';
import { Relay } from '../../relay/relay.js';
import { connectBeside } from '../../relay/session.js';
import { WakeUp } from '../../relay/wake-up.js';

describe('a database of before dead letters could be given up', () => {
  it.each([
    ['gets their table', 'drop table discarded_letters'],
    ['keeps it where the first migration had made it', 'truncate discarded_letters'],
  ])('%s', async (_, asBefore) => {
    const databases = new Databases(process.env['DATABASE_URL']!, `migrations_${randomUUID().slice(0, 8)}`);
    await databases.create('intake');
    const dataSource = await openDataSource(databases.addressOf('intake'));
    await dataSource.query(asBefore);
    await dataSource.query(`delete from migrations where name = 'KeepDiscardedLetters0000000001001'`);

    await dataSource.runMigrations();

    expect(await dataSource.query(`select to_regclass('discarded_letters') is not null as there`)).toEqual([
      { there: true },
    ]);
    expect(await dataSource.showMigrations()).toBe(false);
    await dataSource.destroy();
    await databases.drop();
  });
});

describe('a database whose outbox holds an event in each row', () => {
  const EVENTS = Array.from({ length: 6 }, (_, n) => ({
    key: `投诉-${n}`,
    value: JSON.stringify({ n, text: '断网'.repeat(n === 4 ? 5000 : 1) }),
    headers: {
      'x-publisher': 'intake',
      ce_id: randomUUID(),
      ce_time: `2026-11-24T04:00:0${n}.000Z`,
      ce_unit: '呼叫中心',
    },
  }));

  it('sends what was in flight under its positions, and then the rest', async () => {
    const databases = new Databases(process.env['DATABASE_URL']!, `migrations_${randomUUID().slice(0, 8)}`);
    await databases.create('intake');
    const dataSource = await openDataSource(databases.addressOf('intake'));
    await dataSource.undoLastMigration();
    // What was committed late has a lower id than what is in flight, and comes after it.
    for (const [n, id] of [8, 9, 7, 10, 11, 12].entries()) {
      const { key, value, headers } = EVENTS[n]!;
      await dataSource.query(
        `insert into outbox (topic, partition, id, event_id, key, type, headers, payload)
         values ('facts', 0, $1, $2, $3, 'x', $4, $5)`,
        [id, headers.ce_id, key, JSON.stringify(headers), Buffer.from(value)],
      );
    }
    await dataSource.query(`insert into relay values ('facts', 0, 42, '{8,9}', -1)`);

    await dataSource.runMigrations();

    const [before] = await dataSource.query<{ size: number; oldest: Date }[]>(
      `select sum(size)::integer as size, min(published_at) as oldest from outbox`,
    );
    expect(before).toEqual({ size: 6, oldest: new Date('2026-11-24T04:00:00Z') });
    const broker = new InMemoryBroker();
    await broker.createTopics([{ topic: 'facts', partitions: 1 }]);
    const connect = connectBeside(dataSource);
    const relay = new Relay({
      service: 'intake',
      broker,
      connect,
      wakeUp: () => new WakeUp(connect),
      telemetry: new Telemetry({ service: 'intake' }),
      log: { log: () => undefined, warn: () => undefined, error: () => undefined },
    });
    relay.start();
    await relay.drained();
    await relay.stop();

    const sent: unknown[] = [];
    await broker.scan('facts', [{ partition: 0, offset: 0n }], (_, { key, value, headers }) => {
      const single = Object.entries(headers).map(([name, values]) => [name, values.map(String).join()]);
      sent.push({ key: String(key), value: String(value), headers: Object.fromEntries(single) as unknown });
    });
    expect(sent).toEqual(
      EVENTS.map((event, n) => ({ ...event, headers: { 'x-position': String(41 + n), ...event.headers } })),
    );
    await dataSource.destroy();
    await databases.drop();
  });

  it('does not go back to it while events wait that an older version could not read', async () => {
    const databases = new Databases(process.env['DATABASE_URL']!, `migrations_${randomUUID().slice(0, 8)}`);
    await databases.create('intake');
    const dataSource = await openDataSource(databases.addressOf('intake'));
    await dataSource.query(`insert into outbox (topic, partition, size, events) values ('facts', 0, 1, '')`);

    await expect(dataSource.undoLastMigration()).rejects.toThrow('let the relay send them first');

    await dataSource.destroy();
    await databases.drop();
  });
});
