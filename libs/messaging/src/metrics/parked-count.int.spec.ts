import { metrics, type MeterProvider } from '@opentelemetry/api';
import type { BrokerUnderTest } from '../conformance/broker-under-test.fixture.js';
import { openInMemory } from '../conformance/in-memory.fixture.js';
import { Site } from '../conformance/site.fixture.js';
import { Unprocessable } from '../handling/handler.js';

/** Counts what every counter was given; anything else of a meter does nothing. */
function countingMeters() {
  const counts = new Map<string, number>();
  const nothing = { record: () => undefined, addCallback: () => undefined };
  const meter = {
    createCounter: (name: string) => ({
      add: (value: number) => void counts.set(name, (counts.get(name) ?? 0) + value),
    }),
    createHistogram: () => nothing,
    createGauge: () => nothing,
    createObservableGauge: () => nothing,
    addBatchObservableCallback: () => undefined,
    removeBatchObservableCallback: () => undefined,
  };
  return { provider: { getMeter: () => meter } as unknown as MeterProvider, counts };
}

describe('the count of parked records', () => {
  const { provider, counts } = countingMeters();
  let broker: BrokerUnderTest;
  let site: Site;

  beforeAll(async () => {
    metrics.setGlobalMeterProvider(provider);
    broker = await openInMemory();
    site = await Site.open(process.env['DATABASE_URL']!, broker);
  }, 60_000);

  afterAll(async () => {
    await site.close();
    await broker.close();
    metrics.disable();
  });

  it('rises once for each that is parked, and not for a transaction that did not come to its end', async () => {
    const intake = await site.start('intake');
    await site.publish(intake, { streams: 1, each: 3 });
    await intake.messaging.relay.drained();
    // Fails at the commit, after everything else was done.
    await site.query(
      'routing',
      `create function refuse() returns trigger language plpgsql as $$ begin
         raise exception 'not now' using errcode = '23514';
       end $$;
       create constraint trigger refuse after insert on dead_letters deferrable initially deferred
         for each row execute function refuse()`,
    );

    const routing = await site.start('routing', { before: () => Promise.reject(new Unprocessable('sick')) });
    await site.logged(routing, 'cannot park');
    await site.query('routing', `drop trigger refuse on dead_letters`);
    await site.quiet('routing');

    expect(await routing.messaging.deadLetters.list()).toHaveLength(3);
    expect(counts.get('complaints_dead_letters_parked')).toBe(3);
  }, 60_000);
});
