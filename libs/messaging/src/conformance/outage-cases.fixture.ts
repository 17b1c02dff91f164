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
  ...[
    ['a table', 'alter table applied rename to renamed', 'alter table renamed rename to applied'],
    ['a column', 'alter table applied rename number to renamed', 'alter table applied rename renamed to number'],
  ].map(([what, newer, asBefore]): Case => [
    `an instance that still runs after a newer one has renamed ${what} waits, and parks nothing`,
    async (site) => {
      const intake = await site.start('intake');
      const routing = await site.start('routing', { attempts: 1 });
      await site.query('routing', newer!);
      await site.publish(intake, { streams: 20, each: 5 });

      await site.logged(routing, 'cannot apply now');
      await site.query('routing', asBefore!);

      await site.quiet('routing');
      expect(await site.judge('routing')).toEqual({ applied: 100, ...SOUND });
      expect(await routing.messaging.deadLetters.list()).toEqual([]);
    },
  ]),
  ...['53200', '57014'].map((code): Case => [
    `a batch that asks too much of the database (${code}) is halved until it fits, and nothing is parked`,
    async (site) => {
      const intake = await site.start('intake');
      await site.publish(intake, { streams: 40, each: 2 });
      await intake.messaging.relay.drained();
      await site.query(
        'routing',
        `create function refuse_many() returns trigger language plpgsql as $$ begin
           if (select count(*) from fresh) > 4 then raise exception 'too much at once' using errcode = '${code}'; end if;
           return null;
         end $$;
         create trigger refuse_many after insert on applied referencing new table as fresh
           for each statement execute function refuse_many()`,
      );

      const routing = await site.start('routing');

      await site.quiet('routing');
      expect(await site.judge('routing')).toEqual({ applied: 80, ...SOUND });
      expect(routing.log.filter((line) => line.includes('too much at once'))).not.toEqual([]);
      expect(await routing.messaging.deadLetters.list()).toEqual([]);
    },
  ]),
  [
    'a batch that computes so long that the server ends its session is halved until it fits',
    async (site) => {
      const intake = await site.start('intake');
      await site.publish(intake, { streams: 16, each: 1 });
      await intake.messaging.relay.drained();
      const ended = async () => {
        const idle = `select from pg_stat_activity where datname = current_database() and state = 'idle in transaction'`;
        return (await site.query('routing', idle)).length === 0;
      };

      const routing = await site.start('routing', {
        before: (events) => (events.length > 8 ? site.until(ended) : undefined),
      });

      await site.quiet('routing');
      expect(await site.judge('routing')).toEqual({ applied: 16, ...SOUND });
      expect(routing.log.join()).toContain('idle-in-transaction timeout');
    },
  ],
];
