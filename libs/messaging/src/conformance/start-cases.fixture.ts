import { FACTS } from '@cc/contracts';
import type { Case } from './conformance.fixture.js';
import type { Site } from './site.fixture.js';
import { SOUND } from './verdict.fixture.js';

export const startCases: Case[] = [
  [
    'a new consumer reads all from the beginning',
    async (site) => {
      await publishAhead(site, { streams: 10, each: 10 });

      await site.start('routing');

      await site.quiet('routing');
      expect(await site.judge('routing')).toEqual({ applied: 100, ...SOUND });
    },
  ],
  [
    'a new consumer refuses a log whose beginning is gone, unless it is told to read what is left',
    async (site) => {
      await publishAhead(site, { streams: 10, each: 10 });
      const gone = await site.forgetFirst(2);

      const refusing = await site.start('routing');
      const refusal = await refusing.messaging.consumer.died;
      await site.stop(refusing);
      const told = await site.start('routing', { bootstrap: 'available' });

      await site.quiet('routing');
      expect(refusal.message).toContain('reads complaints.facts/');
      expect(refusal.message).toContain('for the first time, but the log begins at offset 2');
      expect(await site.judge('routing')).toMatchObject({ applied: 100 - gone, doubled: [], disordered: [] });
      expect(told.log).toEqual([]);
    },
  ],
  [
    'records deleted before a consumer had applied them raise the alarm, and it goes on behind them',
    async (site) => {
      const intake = await site.start('intake');
      const before = await site.start('routing', { relay: false });
      await site.publish(intake, { streams: 10, each: 5 });
      await site.until(async () => (await site.judge('routing')).applied === 50);
      await site.stop(before);
      const applied = new Map((await site.broker.bounds(FACTS)).map(({ partition, next }) => [partition, next]));
      await site.publish(intake, { streams: 10, each: 5 });
      await intake.messaging.relay.drained();
      const partitions = (await site.broker.bounds(FACTS)).filter(
        ({ partition, next }) => next > applied.get(partition)!,
      );
      for (const place of partitions) await site.deleteBefore(place, applied.get(place.partition)! + 1n);

      const routing = await site.start('routing', { relay: false });

      await site.until(async () => (await site.judge('routing')).applied === 100 - partitions.length);
      for (const { partition } of partitions) {
        const at = applied.get(partition)!;
        expect(routing.log).toContain(
          `records ${at} to ${at} of complaints.facts/${partition} were deleted before they were applied`,
        );
      }
      expect(routing.log.filter((line) => line.startsWith('events of intake are missing'))).toHaveLength(
        partitions.length,
      );
    },
  ],
];

async function publishAhead(site: Site, options: { streams: number; each: number }): Promise<void> {
  const intake = await site.start('intake');
  await site.publish(intake, options);
  await intake.messaging.relay.drained();
}
