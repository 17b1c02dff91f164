import { doublingSends, redelivering } from './broker-under-test.fixture.js';
import type { Case } from './conformance.fixture.js';
import { Gate } from './gate.fixture.js';
import { SOUND } from './site.fixture.js';

export const firstCases: Case[] = [
  [
    'a batch redelivered is applied once',
    async (site) => {
      const intake = await site.start('intake');
      await site.start('routing', { through: redelivering });
      await site.start('sla-monitor', { through: redelivering });

      await site.publish(intake, { streams: 20, each: 10 });

      await site.quiet('routing', 'sla-monitor');
      expect(await site.judge('routing')).toEqual({ applied: 200, ...SOUND });
      expect(await site.judge('sla-monitor')).toEqual({ applied: 200, ...SOUND });
    },
  ],
  [
    'a batch sent twice is applied once',
    async (site) => {
      const intake = await site.start('intake', { through: doublingSends });
      await site.start('routing', { through: doublingSends });
      await site.start('sla-monitor');

      await site.publish(intake, { streams: 20, each: 10 });

      await site.quiet('routing', 'sla-monitor');
      expect(await site.judge('routing')).toEqual({ applied: 200, ...SOUND });
      expect(await site.judge('sla-monitor')).toEqual({ applied: 200, ...SOUND });
    },
  ],
  [
    'a relay killed after the send leaves its successor the same batch',
    async (site) => {
      const gate = new Gate();
      const reached = (point: string) => (point === 'sent' ? gate.pass() : Promise.resolve());
      const doomed = await site.start('intake', { seams: { relay: { reached } } });
      await site.start('routing');
      await site.publish(doomed, { streams: 10, each: 10 });
      await gate.reached;

      doomed.kill();
      const successor = await site.start('intake');
      await site.publish(successor, { streams: 10, each: 10 });

      await site.quiet('routing');
      expect(await site.judge('routing')).toEqual({ applied: 200, ...SOUND });
    },
  ],
  [
    'a poison event in the middle of a batch is parked, its stream waits, all others go on',
    async (site) => {
      const poisoned = new Set<string>();
      const intake = await site.start('intake');
      const routing = await site.start('routing', {
        before: (events) => {
          if (
            events.some(
              (event) =>
                poisoned.has(event.key) && (event.data as { submission: { item: number } }).submission.item === 3,
            )
          ) {
            throw new Error('this one does not go down');
          }
        },
      });
      await site.publish(intake, { streams: 1, each: 3 });
      const sick = [...site.streams.keys()][0]!;
      poisoned.add(sick);
      await site.publish(intake, { streams: 30, each: 10 });

      await site.quiet('routing');

      expect(await site.judge('routing', [sick])).toEqual({ applied: 293, ...SOUND });
      const letters = await routing.messaging.deadLetters.list();
      expect(letters.map(({ stream, attempts }) => ({ stream, attempts }))).toEqual([
        { stream: sick, attempts: 4 },
        ...Array.from({ length: 9 }, () => ({ stream: sick, attempts: 0 })),
      ]);
      expect(letters[0]!.reason).toBe('Error: this one does not go down');
      expect(letters[1]!.reason).toBe(`waits behind ${letters[0]!.id}`);
    },
  ],
  [
    'two relays that both send one partition lose and double nothing',
    async (site) => {
      const seams = { relay: { exclusive: false } };
      const one = await site.start('intake', { seams });
      const other = await site.start('intake', { seams });
      await site.start('routing');

      await Promise.all([
        site.publish(one, { streams: 25, each: 10 }),
        site.publish(other, { streams: 25, each: 10, from: 25 }),
      ]);

      await site.quiet('routing');
      expect(await site.judge('routing')).toEqual({ applied: 500, ...SOUND });
    },
  ],
];
