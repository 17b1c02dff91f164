import { FACTS, type ComplaintId } from '@cc/contracts';
import { unawareOfRebalances } from './broker-under-test.fixture.js';
import type { Case } from './conformance.fixture.js';
import { Gate } from './gate.fixture.js';
import { SOUND } from './site.fixture.js';

export const consumerCases: Case[] = [
  [
    'a rebalance in the middle of a batch applies everything once',
    async (site) => {
      const gate = new Gate();
      const intake = await site.start('intake');
      await site.start('routing', { before: () => gate.pass(), maxBatch: 20 });
      await site.publish(intake, { streams: 20, each: 10 });
      await gate.reached;

      const joining = site.start('routing', { maxBatch: 20 });
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
          unawareOfRebalances({
            ...broker,
            consume: (group, topics, session) =>
              broker.consume(group, topics, {
                startAt: (assigned) => session.startAt(assigned),
                revoked: (places) => session.revoked(places),
                apply: async (batch, stillOurs) => {
                  await gate.pass();
                  return session.apply(batch, stillOurs);
                },
              }),
          }),
      });
      await site.publish(intake, { streams: 20, each: 10 });
      await gate.reached;

      // Both leave at once what they hold; the new one has all of it and applies it.
      const leaving = stale.messaging.consumer.stop();
      await site.start('routing');
      gate.release();
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
    '1,000 streams stay in order while handlers fail at random',
    async (site) => {
      const random = seeded(20261124);
      const flaky = () => {
        if (random() < 0.15) throw new Error('failed at random');
      };
      const intake = await site.start('intake');
      await site.start('routing', { before: flaky, attempts: 50, backoffMs: 1 });
      await site.start('sla-monitor', { before: flaky, attempts: 50, backoffMs: 1, maxBatch: 50 });

      await site.publish(intake, { streams: 1000, each: 2 });
      await site.publish(intake, { streams: 1000, each: 1 });

      await site.quiet('routing', 'sla-monitor');
      expect(await site.judge('routing')).toEqual({ applied: 3000, ...SOUND });
      expect(await site.judge('sla-monitor')).toEqual({ applied: 3000, ...SOUND });
    },
  ],
  [
    'a gap in the positions raises the alarm, and what came is applied',
    async (site) => {
      const swallowed = new Set<string>();
      const intake = await site.start('intake', {
        through: (broker) => ({
          ...broker,
          // Acknowledges the third event of every partition without having kept it.
          send: (batches) =>
            broker.send(
              batches.map((batch) => ({
                ...batch,
                records: batch.records.filter((record) => {
                  const lose = record.headers['x-position'] === '3';
                  if (lose) swallowed.add(`${batch.topic}/${batch.partition}`);
                  return !lose;
                }),
              })),
            ),
        }),
      });
      const routing = await site.start('routing');

      await site.publish(intake, { streams: 40, each: 5 });

      await site.quiet('routing');
      expect(swallowed.size).toBeGreaterThan(0);
      expect(await site.judge('routing')).toMatchObject({ applied: 200 - swallowed.size, doubled: [], disordered: [] });
      for (const place of swallowed) {
        expect(routing.log).toContain(`events of intake are missing in ${place}: position 4 came after 2`);
      }
    },
  ],
  [
    'dead letters are replayed in order, and stop at the first that fails again',
    async (site) => {
      let sick: ComplaintId | null = null;
      let healthyUpTo = -1;
      const intake = await site.start('intake');
      const routing = await site.start('routing', {
        before: (events) => {
          for (const { key, data } of events) {
            const { item } = (data as { submission: { item: number } }).submission;
            if (key === sick && item > healthyUpTo) throw new Error('still sick');
          }
        },
      });
      await site.publish(intake, { streams: 1, each: 0 });
      sick = [...site.streams.keys()][0]!;
      await site.publish(intake, { streams: 5, each: 6 });
      await site.quiet('routing');
      const { deadLetters } = routing.messaging;
      expect(await deadLetters.list()).toHaveLength(6);

      healthyUpTo = 3;
      const first = await deadLetters.replay({ streams: [sick] });
      healthyUpTo = 100;
      const second = await deadLetters.replay({ all: true });

      expect(first.replayed).toHaveLength(4);
      expect(first.failed).toEqual([{ id: expect.any(String) as string, reason: 'Error: still sick' }]);
      expect(second).toEqual({ replayed: [first.failed[0]!.id, expect.any(String)], failed: [] });
      await site.quiet('routing');
      expect(await deadLetters.list()).toEqual([]);
      expect(await site.judge('routing')).toEqual({ applied: 30, ...SOUND });
    },
  ],
  [
    'a new consumer reads all from the beginning, or refuses when it is gone',
    async (site) => {
      const intake = await site.start('intake');
      await site.publish(intake, { streams: 10, each: 10 });
      await intake.messaging.relay.drained();

      await site.start('routing');

      await site.quiet('routing');
      expect(await site.judge('routing')).toEqual({ applied: 100, ...SOUND });
      expect((await site.broker.bounds(FACTS)).every(({ first }) => first === 0n)).toBe(true);
    },
  ],
];

/** A small generator (mulberry32): the same seed fails in the same places. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
