import { setTimeout as pause } from 'node:timers/promises';

import type { Child } from './child.js';

/** Asks `isReady` until it says yes. Fails when the child ends first or the time is over; `detail` is added to the error. */
export async function untilReady(
  what: string,
  child: Child,
  isReady: () => Promise<boolean>,
  { withinMs, detail }: { withinMs: number; detail: () => string },
): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (true) {
    // An answer counts only while our own child lives: another process may have taken its port meanwhile.
    const ready = child.ended() === undefined && (await isReady());
    if (child.ended() !== undefined)
      throw new Error(`${what} ended (${child.ended()}) before it was ready.\n${detail()}`);
    if (ready) return;
    if (performance.now() > deadline) {
      await child.end('SIGKILL');
      throw new Error(`${what} was not ready within ${withinMs / 1000} s.\n${detail()}`);
    }
    await pause(50);
  }
}
