import type { WatchedClock } from './watched-clock.entity.js';

type Watched = Pick<WatchedClock, 'state' | 'dueAt' | 'warnAt' | 'warnedTo' | 'missedDueAt'>;

/** In time at the due instant itself, late after it; instants are kept to the millisecond. */
export function lateFrom(dueAt: Date): Date {
  return new Date(dueAt.getTime() + 1);
}

/** Whether the miss of its present due instant still has to be noticed should that instant pass. */
export function canBeMissed({ dueAt, missedDueAt }: Pick<WatchedClock, 'dueAt' | 'missedDueAt'>): boolean {
  return dueAt !== null && (missedDueAt === null || missedDueAt < dueAt);
}

/** Warnings not given yet that come before the due instant, ascending. */
export function warningsAhead({ dueAt, warnAt, warnedTo }: Watched): Date[] {
  if (dueAt === null) return [];
  return warnAt.filter((at) => at < dueAt && (warnedTo === null || at > warnedTo)).sort((a, b) => +a - +b);
}

/** The next instant at which somebody must notice this clock; null when there is none. */
export function nextInstant(clock: Watched): Date | null {
  if (clock.state !== 'armed' || clock.dueAt === null || !canBeMissed(clock)) return null;
  return warningsAhead(clock)[0] ?? lateFrom(clock.dueAt);
}

/** Whether it is, or ended, late. */
export function isLate({
  state,
  dueAt,
  metAt,
  missedDueAt,
}: Omit<Watched, 'warnAt' | 'warnedTo'> & { metAt: Date | null }): boolean {
  if (state === 'met') return metAt !== null && dueAt !== null && metAt > dueAt;
  return missedDueAt !== null && (dueAt === null || missedDueAt >= dueAt);
}
