import { stamp, type Stamp } from '../relay/stamp.js';
import type { Case } from './conformance.fixture.js';
import { Gate } from './gate.fixture.js';
import type { Node } from './node.fixture.js';
import type { Site } from './site.fixture.js';
import { SOUND } from './verdict.fixture.js';

export const restoreCases: Case[] = [
  [
    "a consumer's database restored to an older copy reads again what it lost",
    async (site) => {
      const intake = await site.start('intake');
      await site.publish(intake, { streams: 20, each: 5 });
      const answering = await site.start('routing');
      await fallBack(site, 'sla-monitor', intake);

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
      await fallBack(site, 'routing', intake);

      const restored = await site.start('routing');

      // It consumes again what it lost and answers again, but nothing of that may leave it.
      const refusal = await restored.messaging.relay.refused;
      expect(refusal.message).toContain('hub messaging repair routing');
      await site.until(async () => (await site.judge('routing')).applied === 200);
      const repaired = await restored.messaging.repair.run();
      await site.publish(intake, { streams: 20, each: 5 });

      await site.quiet('routing', 'sla-monitor');
      expect(repaired.reduce((sum, { seen }) => sum + seen, 0)).toBe(100);
      expect(repaired.reduce((sum, { dropped }) => sum + dropped, 0)).toBe(100);
      expect(await notMadeAgain(site, 'routing')).toBe(0);
      expect(await site.judge('routing')).toEqual({ applied: 300, ...SOUND });
      expect(await site.judge('sla-monitor')).toEqual({ applied: 300, ...SOUND });
      expect(await restored.messaging.repair.run()).toEqual([]);
    },
  ],
  [
    'a repair in one instance brings the others back to work, which take over when it ends',
    async (site) => {
      const intake = await site.start('intake');
      await site.start('sla-monitor');
      await site.publish(intake, { streams: 20, each: 5 });
      await fallBack(site, 'routing', intake);
      const one = await site.start('routing');
      await one.messaging.relay.refused;
      const other = await site.start('routing');
      await other.messaging.relay.refused;

      await one.messaging.repair.run();

      await site.until(() => one.messaging.relay.refusal === null && other.messaging.relay.refusal === null);
      await site.stop(one);
      await site.publish(intake, { streams: 20, each: 5 });
      await site.quiet('routing', 'sla-monitor');
      expect(await site.judge('sla-monitor')).toEqual({ applied: 300, ...SOUND });
    },
  ],
  [
    'a repair before the restored publisher has caught up recognises what is made again later',
    async (site) => {
      const intake = await site.start('intake');
      await site.start('sla-monitor');
      await site.publish(intake, { streams: 20, each: 5 });
      await fallBack(site, 'routing', intake);

      const mute = { before: () => Promise.reject(new Error('not yet')), attempts: 1_000_000, backoffMs: 5 };
      const restored = await site.start('routing', mute);
      await restored.messaging.relay.refused;
      const repaired = await restored.messaging.repair.run();
      await site.stop(restored);
      await site.start('routing');

      await site.quiet('routing', 'sla-monitor');
      expect(repaired.reduce((sum, { seen }) => sum + seen, 0)).toBe(100);
      expect(repaired.reduce((sum, { dropped }) => sum + dropped, 0)).toBe(0);
      expect(await notMadeAgain(site, 'routing')).toBe(0);
      expect(await site.judge('routing')).toEqual({ applied: 200, ...SOUND });
      expect(await site.judge('sla-monitor')).toEqual({ applied: 200, ...SOUND });
    },
  ],
  [
    'a repair leaves of a chunk what the topic does not hold yet',
    async (site) => {
      const few = { streams: 4, each: 1 };
      const intake = await site.start('intake');
      await site.start('sla-monitor');
      await site.publish(intake, few);
      await fallBack(site, 'routing', intake, few);
      await site.publish(intake, few);
      const gate = new Gate();
      // The answers to both are made together. What the repair leaves of them waits at the gate.
      const stopped: Stamp = (db, heads) => gate.pass().then(() => stamp(db, heads));
      const restored = await site.start('routing', { seams: { relay: { stamp: stopped, idleLimitMs: 60_000 } } });
      await restored.messaging.relay.refused;
      await site.until(async () => (await site.judge('routing')).applied === 12);
      const before = await chunksOf(site, 'routing');

      const repaired = await restored.messaging.repair.run();
      await gate.reached;
      const after = await chunksOf(site, 'routing');
      gate.release();

      await site.quiet('routing', 'sla-monitor');
      expect(repaired.reduce((sum, { dropped }) => sum + dropped, 0)).toBe(4);
      expect([...after].some(([id, size]) => size < before.get(id)!)).toBe(true);
      expect(await site.judge('routing')).toEqual({ applied: 12, ...SOUND });
      expect(await site.judge('sla-monitor')).toEqual({ applied: 12, ...SOUND });
    },
  ],
];

/** Of what a repair has seen. While there is any, all that is published is compared with it. */
async function notMadeAgain(site: Site, service: 'routing'): Promise<number> {
  const [row] = await site.query<{ count: number }>(service, `select count(*)::integer as count from seen_by_repair`);
  return row!.count;
}

/** How many events each chunk of an outbox holds. */
async function chunksOf(site: Site, service: 'routing'): Promise<Map<string, number>> {
  const chunks = await site.query<{ id: string; size: number }>(service, `select id, size from outbox`);
  return new Map(chunks.map(({ id, size }) => [id, size]));
}

/** Copies the database of a service, lets it work on, and puts the copy in its place; no instance of it runs in the end. */
async function fallBack(
  site: Site,
  service: 'routing' | 'sla-monitor',
  intake: Node,
  later = { streams: 20, each: 5 },
): Promise<void> {
  const before = await site.start(service);
  await site.quiet('routing', 'sla-monitor');
  await site.stop(before);
  await site.databases.copy(service);

  const copied = await site.start(service);
  await site.publish(intake, later);
  await site.quiet('routing', 'sla-monitor');
  await site.stop(copied);
  await site.databases.restore(service);
}
