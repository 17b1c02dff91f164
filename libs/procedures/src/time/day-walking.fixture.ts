import { at, local } from './at.fixture.js';

/** A calendar as a person would write it on paper, for Shanghai. */
export interface PaperCalendar {
  /** Dates off and dates worked that differ from an ordinary week. */
  off: ReadonlySet<string>;
  worked: ReadonlySet<string>;
  hours: readonly (readonly [string, string])[];
}

export const isWorked = (date: string, { off, worked }: PaperCalendar): boolean => {
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay();
  return worked.has(date) || (!off.has(date) && weekday !== 0 && weekday !== 6);
};

const dateOf = (instant: number) => local(instant).slice(0, 10);
const nextDate = (date: string) => dateOf(at(`${date} 12:00`) + 86_400_000);
const midnightAfter = (date: string) => at(`${nextDate(date)} 00:00`);

/**
 * The reading conventions T2 to T6 as one would work them out by hand: day after day, window after window. Slow, and of
 * no use but to be compared with.
 */
export function walk(
  limit: { hours: number } | { workingHours: number } | { days: number } | { workingDays: number } | { months: number },
  start: number,
  paper: PaperCalendar,
): number {
  if ('hours' in limit) return start + limit.hours * 3_600_000;
  if ('workingHours' in limit) return walkWindows(limit.workingHours * 3_600_000, start, paper);

  let date = dateOf(start);
  if ('months' in limit) {
    const [year, month, day] = date.split('-').map(Number) as [number, number, number];
    const monthAt = month - 1 + limit.months;
    const inMonth = (of: number) =>
      `${year + Math.floor(monthAt / 12)}-${String((monthAt % 12) + 1).padStart(2, '0')}-${String(of).padStart(2, '0')}`;
    let last = day;
    while (new Date(`${inMonth(last)}T00:00:00Z`).toISOString().slice(0, 10) !== inMonth(last)) last -= 1;
    return midnightAfter(inMonth(last));
  }
  if ('days' in limit) {
    for (let left = limit.days; left > 0; left--) date = nextDate(date);
    return midnightAfter(date);
  }
  for (let left = limit.workingDays; left > 0;) {
    date = nextDate(date);
    if (isWorked(date, paper)) left -= 1;
  }
  return midnightAfter(date);
}

function walkWindows(amount: number, start: number, paper: PaperCalendar): number {
  let left = amount;
  for (let date = dateOf(start); ; date = nextDate(date)) {
    if (!isWorked(date, paper)) continue;
    for (const [opens, closes] of paper.hours) {
      const from = Math.max(at(`${date} ${opens}`), start);
      const until = closes === '24:00' ? midnightAfter(date) : at(`${date} ${closes}`);
      if (from >= until) continue;
      if (left <= until - from) return from + left;
      left -= until - from;
    }
  }
}
