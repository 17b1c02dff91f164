import { at, local } from './at.fixture.js';
import type { Span } from './due.js';

type Hours = readonly (readonly [string, string])[];

/** A calendar as a person would write it on paper, for Shanghai. */
export interface PaperCalendar {
  /** Dates off and dates worked (调休) that differ from an ordinary week. */
  off: ReadonlySet<string>;
  worked: ReadonlySet<string>;
  /** From and until, both closed: no make-up day opens them. */
  closures: readonly (readonly [string, string])[];
  hours: Hours;
  halfDays: ReadonlyMap<string, Hours>;
}

export type PaperLimit =
  { hours: number } | { workingHours: number } | { days: number } | { workingDays: number } | { months: number };

export const isWorked = (date: string, { off, worked, closures }: PaperCalendar): boolean => {
  if (closures.some(([from, until]) => from <= date && date <= until)) return false;
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay();
  return worked.has(date) || (!off.has(date) && weekday !== 0 && weekday !== 6);
};

const dateOf = (instant: number) => local(instant).slice(0, 10);
const midnight = (date: string) => at(`${date} 00:00`);
const nextDate = (date: string) => dateOf(at(`${date} 12:00`) + 86_400_000);

/**
 * The reading conventions T2 to T6 as one would work them out by hand: day after day, window after window, with the
 * clock stopped in each pause. Slow, and of no use but to be compared with.
 */
export function walk(limit: PaperLimit, start: number, paper: PaperCalendar, pauses: readonly Span[] = []): number {
  if ('hours' in limit) return walkTime(limit.hours * 3_600_000, [{ from: start, until: Infinity }], pauses);
  if ('workingHours' in limit) return walkTime(limit.workingHours * 3_600_000, windowsFrom(start, paper), pauses);
  if ('workingDays' in limit) return walkDays(limit.workingDays, start, (date) => isWorked(date, paper), pauses);
  return walkDays('days' in limit ? limit.days : daysOfMonths(limit.months, dateOf(start)), start, () => true, pauses);
}

/** A day counts if it is one of those counted and the clock did not stand when it began. */
function walkDays(days: number, start: number, counts: (date: string) => boolean, pauses: readonly Span[]): number {
  const pauseAt = (instant: number) => pauses.find(({ from, until }) => from < instant && instant < until);
  let date = dateOf(start);
  for (let left = days; left > 0;) {
    date = nextDate(date);
    if (counts(date) && !pauseAt(midnight(date))) left -= 1;
  }
  for (;;) {
    const end = midnight(nextDate(date));
    const pause = pauseAt(end);
    if (!pause) return end;
    // It stood when the last day ended: what was left of that day is spent on the day on which it goes on.
    date = dateOf(pause.until);
    while (!counts(date)) date = nextDate(date);
  }
}

/** Uses an amount of time up in the windows, as far as the clock does not stand. */
function walkTime(amount: number, windows: Iterable<Span>, pauses: readonly Span[]): number {
  let left = amount;
  for (const window of windows) {
    let cursor = window.from;
    for (const { from, until } of [...pauses, { from: Infinity, until: Infinity }]) {
      const end = Math.min(from, window.until);
      if (end > cursor) {
        if (left <= end - cursor) return cursor + left;
        left -= end - cursor;
      }
      cursor = Math.max(cursor, until);
      if (cursor >= window.until) break;
    }
  }
  throw new Error('the windows end before the limit does');
}

function* windowsFrom(start: number, paper: PaperCalendar): Generator<Span> {
  for (let date = dateOf(start); ; date = nextDate(date)) {
    if (!isWorked(date, paper)) continue;
    for (const [opens, closes] of paper.halfDays.get(date) ?? paper.hours) {
      const from = Math.max(at(`${date} ${opens}`), start);
      const until = closes === '24:00' ? midnight(nextDate(date)) : at(`${date} ${closes}`);
      if (from < until) yield { from, until };
    }
  }
}

/** The days up to the same day so many months later, or to the last of that month. */
function daysOfMonths(months: number, date: string): number {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const at = month - 1 + months;
  const inMonth = (of: number) =>
    `${year + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-${String(of).padStart(2, '0')}`;
  let last = day;
  while (new Date(`${inMonth(last)}T00:00:00Z`).toISOString().slice(0, 10) !== inMonth(last)) last -= 1;
  let days = 0;
  for (let one = date; one !== inMonth(last); one = nextDate(one)) days += 1;
  return days;
}
