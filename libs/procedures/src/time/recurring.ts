import { z } from 'zod';
import type { Calendar } from '../calendar/calendar.js';
import { dayOfMonth, weekdayOf } from '../calendar/civil-days.js';
import { WEEKDAYS } from '../calendar/schema.js';
import { hasOneKey } from '../load/one-key.js';
import type { Conventions } from './conventions.js';
import { firstWorkingDayFrom } from './due.js';

const DAY = 86_400_000;
const MONTHS = { month: 1, quarter: 3, year: 12 };
const day = z.int().min(1).max(31);

/** When something is due again and again: at fixed dates, or at the end of each period. */
export const Recurrence = z
  .strictObject({
    endOfEvery: z.enum(['week', 'month', 'quarter', 'year']).optional(),
    weekday: z.enum(WEEKDAYS).optional(),
    dayOfMonth: day.optional(),
    dayOfYear: z.strictObject({ month: z.int().min(1).max(12), day }).optional(),
  })
  .refine(hasOneKey, 'must say exactly one of endOfEvery, weekday, dayOfMonth, dayOfYear');
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
  if (recurrence.weekday) return WEEKDAYS[weekdayOf(day) - 1] === recurrence.weekday;
  const { dayOfMonth: inMonth, dayOfYear: inYear } = recurrence;
  // The day a month lacks may stand in the month itself or in the next one.
  if (inMonth) return [month, month - 1].some((of) => dayOfMonth(year, of, inMonth, missingDate) === day);
  if (inYear) return dayOfMonth(year, inYear.month - 1, inYear.day, missingDate) === day;
  const next = new Date((day + 1) * DAY);
  if (recurrence.endOfEvery === 'week') return weekdayOf(day) === 7;
  const months = MONTHS[recurrence.endOfEvery ?? 'month'];
  return next.getUTCDate() === 1 && next.getUTCMonth() % months === 0;
}
