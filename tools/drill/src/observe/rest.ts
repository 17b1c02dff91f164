import { setTimeout as pause } from 'node:timers/promises';
import type { Platform } from '@cc/platform';
import type { Database } from './database.js';
import { endsNow, progressOf, type Progress } from './progress.js';
import type { Tail } from './tail.js';

/** What is due by now and not done; what is due later is no work left. */
async function dueNow(database: Database): Promise<string[]> {
  const [due] = await database.ask<Record<string, number>>(
    `select (select count(*)::int from sla_monitor.clocks where next_at <= now()) as "clocks due",
            (select count(*)::int from notification.messages
              where state = 'waiting' and greatest(next_attempt_at, claimed_until) <= now()) as "messages due",
            (select count(*)::int from notification.callbacks where state = 'open') as "customers to call back",
            (select count(*)::int from intake.recounts) as "recounts due",
            (select count(*)::int from sla_monitor.area_recounts where due_at <= now()) as "areas to recount"`,
  );
  return Object.entries(due!)
    .filter(([, count]) => count > 0)
    .map(([what, count]) => `${count} ${what}`);
}

/** What the parties outside have still to do. */
export interface Parties {
  leftToDo(): string[];
  acknowledgedEnds: ReadonlyMap<string, number>;
}

const LOOK_EVERY_MS = 500;
/** Work that makes more work without end is no work that goes on. */
const AT_MOST = 4;

/**
 * Waits until nothing moves and nothing is left to do, twice in a row: logs read to their ends, outboxes empty, the
 * parties have read what they were told and acted on it, nothing is due. Answers
 * what is left when nothing has moved for so long, or when it has not ended in four times that.
 */
export async function untilAtRest(
  { platform, database, tail, parties }: { platform: Platform; database: Database; tail: Tail; parties: Parties },
  { patienceMs, tell }: { patienceMs: number; tell: (line: string) => void },
): Promise<string[]> {
  const began = Date.now();
  let before = '';
  let movedAt = began;
  let told = began;
  for (;;) {
    const { left, heads } = await look();
    const now = JSON.stringify({ left, heads });
    if (now !== before) movedAt = Date.now();
    else if (left.length === 0) return [];
    before = now;
    if (Date.now() - movedAt > patienceMs || Date.now() - began > AT_MOST * patienceMs)
      return left.length > 0 ? left : ['positions that still move'];
    if (Date.now() - told > 5000) {
      told = Date.now();
      tell(`not at rest yet: ${left.slice(0, 5).join(', ') || 'one more look'}`);
    }
    await pause(LOOK_EVERY_MS);
  }

  async function look(): Promise<{ left: string[]; heads: Progress['heads'] }> {
    const doing = parties.leftToDo();
    const ends = await endsNow(platform, parties.acknowledgedEnds);
    const { unread, unsent, heads } = await progressOf(database, ends);
    const untold = heads.filter(
      ({ service, topic, partition, position }) => tail.positionOf(service, topic, partition) < position,
    );
    const left = [
      ...doing,
      ...unread.map(({ service, topic, records }) => `${service} has ${records} of ${topic} to read`),
      ...unsent.map(({ service, events }) => `${service} has ${events} to send`),
      ...untold.map(({ service, topic, partition }) => `${topic}/${partition} of ${service} to be read by the parties`),
      ...(await dueNow(database)),
    ];
    return { left, heads };
  }
}
