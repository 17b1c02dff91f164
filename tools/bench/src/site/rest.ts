import { setTimeout as pause } from 'node:timers/promises';
import type { Site } from './site.js';

/** Nothing is under way when nothing has moved for so long; the slowest timer ticks four times in it. */
const STILL_MS = 1000;
const LOOK_EVERY_MS = 100;
const TELL_EVERY_MS = 5000;

/** Everything went through: as many as are awaited are there, nothing moves, and the logs are read to their ends. */
export async function untilThrough(
  { store, log }: Site,
  awaited: { count: number; seen: () => number; what: string; patienceMs: number },
): Promise<void> {
  const { count, seen, what, patienceMs } = awaited;
  const giveUpAt = Date.now() + patienceMs;
  let toldAt = Date.now();
  let movedAt = Date.now();
  let before = -1;
  for (;;) {
    const applied = await store.applied();
    if (applied !== before) movedAt = Date.now();
    before = applied;
    const still = Date.now() - movedAt >= STILL_MS;
    if (still && seen() >= count && (await store.atRest())) return;
    if (Date.now() > giveUpAt) {
      throw new Error(`only ${seen()} of ${count} ${what} in ${patienceMs / 1000} s; ${applied} facts were counted`);
    }
    if (Date.now() - toldAt > TELL_EVERY_MS) {
      toldAt = Date.now();
      log(`${seen()} of ${count} ${what}`);
    }
    await pause(LOOK_EVERY_MS);
  }
}
