import type { Case } from './conformance.fixture.js';
import { SOUND } from './verdict.fixture.js';

export const outageCases: Case[] = [
  [
    'a broker that is down for a while delays everything and loses nothing',
    async (site) => {
      const intake = await site.start('intake');
      await site.start('routing');
      await site.start('sla-monitor');
      await site.publish(intake, { streams: 20, each: 5 });

      await site.withoutBroker(async () => {
        await site.publish(intake, { streams: 20, each: 10 });
        await site.until(() => intake.log.some((line) => /^(?:sending to|relay starts again)/.test(line)));
      });
      await site.publish(intake, { streams: 20, each: 5 });

      await site.quiet('routing', 'sla-monitor');
      expect(await site.judge('routing')).toEqual({ applied: 400, ...SOUND });
      expect(await site.judge('sla-monitor')).toEqual({ applied: 400, ...SOUND });
    },
  ],
  [
    'a service can be stopped while the broker is away, before an orchestrator would kill it',
    async (site) => {
      const intake = await site.start('intake');
      const routing = await site.start('routing');
      await site.publish(intake, { streams: 20, each: 5 });
      await site.until(async () => (await site.judge('routing')).applied === 100);

      let took = Infinity;
      await site.withoutBroker(async () => {
        await site.publish(intake, { streams: 20, each: 5 });
        const since = performance.now();
        await Promise.all([site.stop(routing), site.stop(intake)]);
        took = performance.now() - since;
      });
      await site.start('intake');
      await site.start('routing');

      await site.quiet('routing');
      expect(took).toBeLessThan(8000);
      expect(await site.judge('routing')).toEqual({ applied: 200, ...SOUND });
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
      await site.logged(routing, 'cannot apply now');
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
];
