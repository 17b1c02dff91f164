import { OutboxFull } from '../outbox/back-pressure.js';
import { consumingThrough, telling, unawareOfRebalances } from './broker-under-test.fixture.js';
import type { Case } from './conformance.fixture.js';
import { Gate } from './gate.fixture.js';
import { SOUND } from './verdict.fixture.js';

export const consumerCases: Case[] = [
  [
    'a rebalance in the middle of a batch applies everything once',
    async (site) => {
      const gate = new Gate();
      const taken = new Gate();
      const intake = await site.start('intake');
      await site.start('routing', {
        before: () => gate.pass(),
        maxBatch: 20,
        through: (broker) => telling(broker, () => void taken.pass()),
      });
      await site.publish(intake, { streams: 20, each: 10 });
      await gate.reached;

      const joining = site.start('routing', { maxBatch: 20 });
      await taken.reached;
      gate.release();
      await joining;
      await site.publish(intake, { streams: 20, each: 10 });

      await site.quiet('routing');
      expect(await site.judge('routing')).toEqual({ applied: 400, ...SOUND });
    },
  ],
  [
    'a stale consumer that comes back after its partition was taken applies nothing',
    async (site) => {
      const gate = new Gate();
      const intake = await site.start('intake');
      const stale = await site.start('routing', {
        through: (broker) =>
          unawareOfRebalances(
            consumingThrough(broker, (session) => ({
              apply: async (batch, stillOurs) => {
                await gate.pass();
                return session.apply(batch, stillOurs);
              },
            })),
          ),
      });
      await site.publish(intake, { streams: 20, each: 10 });
      await gate.reached;

      // The stale one leaves with its batches in hand; the new one has all partitions and applies everything.
      const leaving = stale.messaging.consumer.stop();
      await site.start('routing');
      await site.until(async () => (await site.judge('routing')).applied === 200);
      gate.release();
      await site.logged(stale, 'going on from there');
      await leaving;

      await site.quiet('routing');
      expect(await site.judge('routing')).toEqual({ applied: 200, ...SOUND });
    },
  ],
  [
    'a consumer stopped inside its transaction loses it to another',
    async (site) => {
      const gate = new Gate();
      const intake = await site.start('intake');
      let frozen = false;
      const stopped = await site.start('routing', {
        before: async () => {
          if (!frozen) stopped.wire.freeze();
          frozen = true;
          await gate.pass();
        },
      });
      await site.publish(intake, { streams: 20, each: 10 });
      await gate.reached;

      // Until the server ends its session it holds the offsets' rows, and the other waits.
      await site.start('routing');
      await site.until(async () => {
        const open = await site.query(
          'routing',
          `select from pg_stat_activity where datname = current_database() and state = 'idle in transaction'`,
        );
        return open.length === 0;
      });
      stopped.wire.thaw();
      gate.release();

      await site.quiet('routing');
      expect(await site.judge('routing')).toEqual({ applied: 200, ...SOUND });
    },
  ],
  [
    'a full outbox holds a running consumer, which keeps its partitions and goes on when the relay does',
    async (site, broker) => {
      const taken: string[] = [];
      let signs = 0;
      const intake = await site.start('intake');
      await site.start('sla-monitor');
      const routing = await site.start('routing', {
        relay: false,
        outboxLimit: 100,
        heard: () => void signs++,
        through: (sound) => telling(sound, (places) => taken.push(...places.map(({ partition }) => String(partition)))),
      });
      await site.publish(intake, { streams: 20, each: 10 });
      await site.until(async () => {
        await site.publish(intake, { streams: 20, each: 1 });
        return routing.log.includes('outbox is full (100): what publishes waits');
      });
      const held = await site.unsent('routing');
      const before = signs;

      await site.publish(intake, { streams: 20, each: 10 });
      await site.until(() => signs - before >= broker.signsBeyondPatience);
      expect(await site.unsent('routing')).toBe(held);
      expect(taken).toEqual([]);
      routing.messaging.relay.start();

      await site.quiet('routing', 'sla-monitor');
      const total = [...site.streams.values()].reduce((sum, count) => sum + count, 0);
      expect(routing.log).toContain('outbox eases');
      expect(await site.judge('routing')).toEqual({ applied: total, ...SOUND });
      expect(await site.judge('sla-monitor')).toEqual({ applied: total, ...SOUND });
    },
  ],
  [
    'a consumer that a full outbox holds can be stopped, and another goes on',
    async (site) => {
      const intake = await site.start('intake');
      await site.start('sla-monitor');
      const filling = await site.start('routing', { relay: false });
      await site.publish(intake, { streams: 20, each: 5 });
      await site.until(async () => (await site.unsent('routing')) === 100);
      await site.stop(filling);
      const held = await site.start('routing', { relay: false, outboxLimit: 100 });
      await site.publish(intake, { streams: 20, each: 5 });
      await site.logged(held, 'outbox is full (100)');

      await site.stop(held);
      await site.start('routing', { outboxLimit: 100 });

      await site.quiet('routing', 'sla-monitor');
      expect(await site.judge('sla-monitor')).toEqual({ applied: 200, ...SOUND });
    },
  ],
  [
    'a full outbox turns away what people and timers publish, not what they only write, until the relay has sent',
    async (site) => {
      const intake = await site.start('intake', { relay: false, outboxLimit: 20 });
      await site.publish(intake, { streams: 20, each: 1 });
      await site.start('routing');
      const { unitOfWork, relay } = intake.messaging;

      await site.until(() =>
        site.publish(intake, { streams: 1, each: 1 }).then(
          () => false,
          (error: unknown) => error instanceof OutboxFull,
        ),
      );
      const unsent = await site.unsent('intake');
      await expect(site.publish(intake, { streams: 1, each: 1 })).rejects.toThrow('the outbox holds 20 events');
      expect(await site.unsent('intake')).toBe(unsent);
      expect(await unitOfWork.run([], ({ tx }) => tx.query('select 1 as one'))).toEqual([{ one: 1 }]);
      relay.start();
      await relay.drained();
      await site.publish(intake, { streams: 1, each: 1 });

      await site.quiet('routing');
      expect(await site.judge('routing')).toEqual({ applied: unsent + 1, ...SOUND });
    },
  ],
  [
    'a consumer that lets records gather applies the first at once, and can be stopped while the others wait',
    async (site) => {
      const intake = await site.start('intake');
      const patient = await site.start('routing', { lingerMs: 3_600_000 });
      await site.publish(intake, { streams: 1, each: 1 });
      await site.until(async () => (await site.judge('routing')).applied === 1);
      await site.publish(intake, { streams: 1, each: 1 });
      await intake.messaging.relay.drained();

      await site.stop(patient);

      expect((await site.judge('routing')).applied).toBe(1);
      await site.start('routing');
      await site.quiet('routing');
      expect(await site.judge('routing')).toEqual({ applied: 2, ...SOUND });
    },
  ],
  [
    'a consumer whose own statement the database refuses ends for good and says why, instead of putting all off for ever',
    async (site) => {
      const intake = await site.start('intake');
      const routing = await site.start('routing', { relay: false });
      await site.query('routing', `alter table outbox rename to renamed`);

      await site.publish(intake, { streams: 1, each: 1 });
      const defect = await routing.messaging.consumer.died;

      expect(defect.message).toContain('relation "outbox" does not exist');
      await site.query('routing', `alter table renamed rename to outbox`);
    },
  ],
];
