import { z } from 'zod';
import type { Calendar } from '../calendar/calendar.js';
import { dayOfMonth, weekdayOf } from '../calendar/civil-days.js';
import { WEEKDAYS } from '../calendar/schema.js';
import type { Conventions } from './conventions.js';
import { firstWorkingDayFrom } from './due.js';

const DAY = 86_400_000;
const day = z.int().min(1).max(31);

/** When something is due again and again: at fixed dates, or at the end of each period. */
export const Recurrence = z.union(
  [
    z.strictObject({ endOfEvery: z.enum(['week', 'month', 'quarter', 'year']) }),
    z.strictObject({ weekday: z.enum(WEEKDAYS) }),
    z.strictObject({ dayOfMonth: day }),
    z.strictObject({ dayOfYear: z.strictObject({ month: z.int().min(1).max(12), day }) }),
  ],
  { error: 'must be one of endOfEvery, weekday, dayOfMonth, dayOfYear' },
);
export type Recurrence = z.infer<typeof Recurrence>;

/**
 * The instants after `from` and up to `until` at which it is due, ascending: 24:00 of each such day. Null where a date
 * that moves off a day off would need a year without a decree.
 */
export function dueAgain(
  recurrence: Recurrence,
  from: number,
  until: number,
  calendar: Calendar,
  how: Conventions,
): number[] | null {
  const { days } = calendar;
  const found: number[] = [];
  // A date that moves over a long holiday may have been due before it: look back as far as one can be moved.
  for (let on = days.of(from) - 31; days.startOf(on) <= until; on++) {
    if (!fallsOn(recurrence, on, how)) continue;
    const moved = how.dateOnDayOff === 'stays' ? on : firstWorkingDayFrom(on, calendar);
    if (moved === null) return null;
    const end = days.startOf(moved + 1);
    if (end > from && end <= until) found.push(end);
  }
  return [...new Set(found)];
}

function fallsOn(recurrence: Recurrence, day: number, { missingDate }: Conventions): boolean {
  const date = new Date(day * DAY);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth();
  if ('weekday' in recurrence) return WEEKDAYS[weekdayOf(day) - 1] === recurrence.weekday;
  if ('dayOfMonth' in recurrence) {
    // The day a month lacks may stand in the month itself or in the next one.
    return [month, month - 1].some((of) => dayOfMonth(year, of, recurrence.dayOfMonth, missingDate) === day);
  }
  if ('dayOfYear' in recurrence) {
    return dayOfMonth(year, recurrence.dayOfYear.month - 1, recurrence.dayOfYear.day, missingDate) === day;
  }
  const next = new Date((day + 1) * DAY);
  switch (recurrence.endOfEvery) {
    case 'week':
      return weekdayOf(day) === 7;
    case 'month':
      return next.getUTCDate() === 1;
    case 'quarter':
      return next.getUTCDate() === 1 && next.getUTCMonth() % 3 === 0;
    case 'year':
      return next.getUTCDate() === 1 && next.getUTCMonth() === 0;
  }
}
