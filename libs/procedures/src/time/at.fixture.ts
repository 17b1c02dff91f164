/** `2026-11-24 09:00` or `... 09:00:01` on the clocks of Shanghai. */
export const at = (local: string): number => Date.parse(`${local.replace(' ', 'T')}+08:00`);

/** The same the other way, to the second, so that a failing test can be read. */
export const local = (instant: number): string =>
  new Date(instant + 8 * 3_600_000).toISOString().replace('T', ' ').slice(0, 19);
