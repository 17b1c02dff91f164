import type { Case } from './conformance.fixture.js';
import { Gate } from './gate.fixture.js';
import { SOUND } from './verdict.fixture.js';

export const backlogCases: Case[] = [
  [
    'what the logs held at the start is unread until any instance has applied it, whatever has come since',
    async (site) => {
      const gate = new Gate();
      const intake = await site.start('intake');
      await site.publish(intake, { streams: 20, each: 5 });
      await intake.messaging.relay.drained();
      const reading = await site.start('routing', { before: () => gate.pass(), relay: false });
      await gate.reached;
      const { backlog } = reading.messaging;
      expect(await backlog.look()).toEqual({ kind: 'unread', records: 100 });

      await site.publish(intake, { streams: 20, each: 5 });
      await intake.messaging.relay.drained();
      const starting = await site.start('routing', { relay: false });
      const both = await Promise.all([backlog.look(), starting.messaging.backlog.look()]);
      gate.release();

      expect(both[0]).toEqual({ kind: 'unread', records: 100 });
      expect(both[1]).toMatchObject({ kind: 'unread' });
      await site.until(async () => (await backlog.look()).kind === 'read');
      await site.until(async () => (await starting.messaging.backlog.look()).kind === 'read');
      await site.until(async () => (await site.judge('routing')).applied === 200);
      expect(await site.judge('routing')).toEqual({ applied: 200, ...SOUND });
    },
  ],
  [
    'what the logs hold is not known while the broker is away, and learnt anew when it is back',
    async (site) => {
      const gate = new Gate();
      const intake = await site.start('intake');
      const { messaging } = await site.start('routing', {
        before: (events) => (events.length > 0 && site.streams.size > 5 ? gate.pass() : undefined),
        relay: false,
      });
      await site.publish(intake, { streams: 5, each: 1 });
      await site.until(async () => (await messaging.backlog.look()).kind === 'read');

      await site.withoutBroker(() => site.until(async () => (await messaging.backlog.look()).kind === 'unknown'));
      await site.publish(intake, { streams: 10, each: 1 });
      await gate.reached;
      await site.until(async () => (await messaging.backlog.look()).kind !== 'unknown');
      gate.release();

      await site.until(async () => (await messaging.backlog.look()).kind === 'read');
      await site.until(async () => (await site.judge('routing')).applied === 15);
      expect(await site.judge('routing')).toEqual({ applied: 15, ...SOUND });
    },
  ],
];
