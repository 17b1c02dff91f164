/** `2026-11-24 09:00` or `... 09:00:01` on the clocks of Shanghai. */
export const at = (local: string): Date => new Date(`${local.replace(' ', 'T')}+08:00`);
