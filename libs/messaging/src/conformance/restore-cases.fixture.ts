import type { Case } from './conformance.fixture.js';
import { SOUND } from './verdict.fixture.js';

export const restoreCases: Case[] = [
  [
    "a consumer's database restored to an older copy reads again what it lost",
    async (site) => {
      const intake = await site.start('intake');
      await site.publish(intake, { streams: 20, each: 5 });
      const before = await site.start('sla-monitor');
      const answering = await site.start('routing');
      await site.quiet('routing', 'sla-monitor');
      await site.stop(before);
      await site.databases.copy('sla-monitor');

      const later = await site.start('sla-monitor');
      await site.publish(intake, { streams: 20, each: 5 });
      await site.quiet('routing', 'sla-monitor');
      await site.stop(later);
      await site.databases.restore('sla-monitor');
      expect(await site.judge('sla-monitor')).toMatchObject({ applied: 100 });
      await site.start('sla-monitor');

      await site.quiet('routing', 'sla-monitor');
      expect(await site.judge('sla-monitor')).toEqual({ applied: 200, ...SOUND });
      expect(answering.log.filter((line) => line.includes('missing'))).toEqual([]);
    },
  ],
  [
    "a publisher's database restored to an older copy is noticed, and repaired without losing or doubling",
    async (site) => {
      const intake = await site.start('intake');
      await site.start('sla-monitor');
      await site.publish(intake, { streams: 20, each: 5 });
      const before = await site.start('routing');
      await site.quiet('routing', 'sla-monitor');
      await site.stop(before);
      await site.databases.copy('routing');

      const later = await site.start('routing');
      await site.publish(intake, { streams: 20, each: 5 });
      await site.quiet('routing', 'sla-monitor');
      await site.stop(later);
      await site.databases.restore('routing');
      const restored = await site.start('routing');

      // It consumes again what it lost and answers again, but nothing of that may leave it.
      const refusal = await restored.messaging.relay.refused;
      expect(refusal.message).toContain('hub messaging repair routing');
      await site.until(async () => (await site.judge('routing')).applied === 200);
      const planned = await restored.messaging.repair.inspect();
      const repaired = await restored.messaging.repair.run();
      await site.publish(intake, { streams: 20, each: 5 });

      await site.quiet('routing', 'sla-monitor');
      expect(repaired).toEqual(planned);
      expect(repaired.reduce((sum, { seen }) => sum + seen, 0)).toBe(100);
      expect(repaired.reduce((sum, { dropped }) => sum + dropped, 0)).toBe(100);
      expect(await site.judge('routing')).toEqual({ applied: 300, ...SOUND });
      expect(await site.judge('sla-monitor')).toEqual({ applied: 300, ...SOUND });
      expect(await restored.messaging.repair.inspect()).toEqual([]);
    },
  ],
  [
    'a repair before the restored publisher has caught up recognises what is made again later',
    async (site) => {
      const intake = await site.start('intake');
      await site.start('sla-monitor');
      const before = await site.start('routing');
      await site.publish(intake, { streams: 20, each: 5 });
      await site.quiet('routing', 'sla-monitor');
      await site.stop(before);
      await site.databases.copy('routing');
      const later = await site.start('routing');
      await site.publish(intake, { streams: 20, each: 5 });
      await site.quiet('routing', 'sla-monitor');
      await site.stop(later);
      await site.databases.restore('routing');

      const mute = { before: () => Promise.reject(new Error('not yet')), attempts: 1_000_000, backoffMs: 5 };
      const restored = await site.start('routing', mute);
      await restored.messaging.relay.refused;
      const repaired = await restored.messaging.repair.run();
      await site.stop(restored);
      await site.start('routing');

      await site.quiet('routing', 'sla-monitor');
      expect(repaired.reduce((sum, { seen }) => sum + seen, 0)).toBe(100);
      expect(repaired.reduce((sum, { dropped }) => sum + dropped, 0)).toBe(0);
      expect(await site.judge('routing')).toEqual({ applied: 200, ...SOUND });
      expect(await site.judge('sla-monitor')).toEqual({ applied: 200, ...SOUND });
    },
  ],
];
