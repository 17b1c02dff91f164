import type { Case } from './conformance.fixture.js';
import { SOUND } from './site.fixture.js';

export const outageCases: Case[] = [
  [
    'a broker that is down for a while delays everything and loses nothing',
    async (site, broker) => {
      const intake = await site.start('intake');
      await site.start('routing');
      await site.start('sla-monitor');
      await site.publish(intake, { streams: 20, each: 5 });

      await broker.takeDown();
      await site.publish(intake, { streams: 20, each: 10 });
      await broker.bringBack();
      await site.publish(intake, { streams: 20, each: 5 });

      await site.quiet('routing', 'sla-monitor');
      expect(await site.judge('routing')).toEqual({ applied: 400, ...SOUND });
      expect(await site.judge('sla-monitor')).toEqual({ applied: 400, ...SOUND });
    },
  ],
  [
    'databases that are down for a while delay everything, park nothing and lose nothing',
    async (site) => {
      const intake = await site.start('intake');
      const routing = await site.start('routing', { attempts: 2 });
      await site.start('sla-monitor');
      await site.publish(intake, { streams: 20, each: 5 });

      routing.wire.cut();
      await site.publish(intake, { streams: 20, each: 5 });
      intake.wire.cut();
      await site.until(() => routing.log.some((line) => line.startsWith('cannot apply now')));
      intake.wire.mend();
      routing.wire.mend();
      await site.until(() =>
        site.publish(intake, { streams: 20, each: 5 }).then(
          () => true,
          () => false,
        ),
      );

      await site.quiet('routing', 'sla-monitor');
      expect(await site.judge('routing')).toEqual({ applied: 300, ...SOUND });
      expect(await site.judge('sla-monitor')).toEqual({ applied: 300, ...SOUND });
      expect(await routing.messaging.deadLetters.list()).toEqual([]);
    },
  ],
  [
    "a consumer's database restored to an older copy reads again what it lost",
    async (site) => {
      const intake = await site.start('intake');
      await site.publish(intake, { streams: 20, each: 5 });
      const before = await site.start('sla-monitor');
      const answering = await site.start('routing');
      await site.quiet('routing', 'sla-monitor');
      await before.stop();
      await site.copyDatabase('sla-monitor');

      const later = await site.start('sla-monitor');
      await site.publish(intake, { streams: 20, each: 5 });
      await site.quiet('routing', 'sla-monitor');
      await later.stop();
      await site.restoreDatabase('sla-monitor');
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
      await before.stop();
      await site.copyDatabase('routing');

      const later = await site.start('routing');
      await site.publish(intake, { streams: 20, each: 5 });
      await site.quiet('routing', 'sla-monitor');
      await later.stop();
      await site.restoreDatabase('routing');
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
      await before.stop();
      await site.copyDatabase('routing');
      const later = await site.start('routing');
      await site.publish(intake, { streams: 20, each: 5 });
      await site.quiet('routing', 'sla-monitor');
      await later.stop();
      await site.restoreDatabase('routing');

      const mute = { before: () => Promise.reject(new Error('not yet')), attempts: 1_000_000, backoffMs: 5 };
      const restored = await site.start('routing', mute);
      await restored.messaging.relay.refused;
      const repaired = await restored.messaging.repair.run();
      await restored.stop();
      await site.start('routing');

      await site.quiet('routing', 'sla-monitor');
      expect(repaired.reduce((sum, { seen }) => sum + seen, 0)).toBe(100);
      expect(repaired.reduce((sum, { dropped }) => sum + dropped, 0)).toBe(0);
      expect(await site.judge('routing')).toEqual({ applied: 200, ...SOUND });
      expect(await site.judge('sla-monitor')).toEqual({ applied: 200, ...SOUND });
    },
  ],
];
