import type { Calendar } from '../calendar/calendar.js';
import { dayOfMonth, monthsLater } from '../calendar/civil-days.js';
import type { Conventions } from './conventions.js';
import type { Limit, Scale } from './limit.js';

/** Late after `at`, in time at it; or why there is no such instant. */
export type Due =
  | { kind: 'at'; at: number }
  /** The days it needs are outside the years the calendar has a decree for. */
  | { kind: 'notDecreed'; calendar: string }
  | { kind: 'withoutNumber'; demand: string }
  | { kind: 'notConfigured' }
  | { kind: 'setPerCase' }
  /** None of the clocks whose due time it shares runs. */
  | { kind: 'awaitsClock'; clocks: readonly string[] }
  | { kind: 'awaitsEvent'; event: string };

export interface Span {
  from: number;
  until: number;
}

/**
 * When a limit that starts at `start` runs out. A pause that begins at or before the due instant adds what it lasted,
 * in the measure of the limit: business time to business time, days to days. So a pause never shortens, and nothing
 * runs out in one.
 */
export function dueAfter(
  limit: Limit,
  start: number,
  pauses: readonly Span[],
  calendar: Calendar,
  conventions: Conventions,
): Due {
  switch (limit.kind) {
    case 'measured':
      return dueOf(calendar, reach(limit.scale, limit.amount, start, pauses, calendar, conventions));
    case 'endOf':
      return endOf(limit.period, start, calendar);
    case 'before':
      return { kind: 'awaitsEvent', event: limit.event };
    case 'dueOf':
      return { kind: 'awaitsClock', clocks: limit.clocks };
    case 'setPerCase':
      return { kind: 'setPerCase' };
    case 'without':
      return { kind: 'withoutNumber', demand: limit.demand };
    case 'notConfigured':
      return { kind: 'notConfigured' };
  }
}

function reach(
  scale: Scale,
  amount: number,
  start: number,
  pauses: readonly Span[],
  calendar: Calendar,
  conventions: Conventions,
): number | null {
  const after = (paused: number) => REACH[scale](amount, paused, start, calendar, conventions);
  let paused = 0;
  let due = after(paused);
  for (const { from, until } of pauses) {
    if (due === null || from > due) break;
    const lasted = lengthOf(scale, from, until, calendar);
    if (lasted === null) return null;
    paused += lasted;
    due = after(paused);
    // Between a Friday evening and a Saturday lies no working day, and yet Friday was not over: the next one is its rest.
    if (due !== null && due < until && isOfDays(scale)) due = after(paused + 1);
  }
  return due;
}

const isOfDays = (scale: Scale) => scale !== 'elapsed' && scale !== 'workingTime';

type Reach = (amount: number, paused: number, start: number, calendar: Calendar, how: Conventions) => number | null;

const REACH: Record<Scale, Reach> = {
  elapsed: (amount, paused, start) => start + amount + paused,
  workingTime(amount, paused, start, { workingHours }, { atClosing }) {
    const before = workingHours.before(start);
    return before === null ? null : workingHours.reaching(before + amount + paused, atClosing);
  },
  days(amount, paused, start, calendar, how) {
    const first = calendar.days.of(start);
    const last = first + amount - (how.firstDay === 'included' ? 1 : 0) + paused;
    return endOfLimit(last, start, calendar, how);
  },
  workingDays(amount, paused, start, calendar, how) {
    const { workingDays, days } = calendar;
    const day = days.of(start);
    const before = workingDays.upTo(day);
    if (before === null) return null;
    const worked = workingDays.isWorked(day);
    const dayOne = worked ? (how.firstDay === 'included' ? 0 : 1) : how.dayOff === 'nextIsDay1' ? 1 : 2;
    const last = workingDays.reaching(before + dayOne + amount - 1 + paused);
    return last === null ? null : endOfLimit(last, start, calendar, how);
  },
  months(amount, paused, start, calendar, how) {
    const last = monthsLater(calendar.days.of(start), amount, how.missingDate) + paused;
    return endOfLimit(last - (how.firstDay === 'included' ? 1 : 0), start, calendar, how);
  },
};

const calendarDays = (from: number, until: number, { days }: Calendar) => days.of(until) - days.of(from);

/** How much of a limit a span takes; null outside the decreed years. Days are counted by the midnights in it. */
export function lengthOf(scale: Scale, from: number, until: number, calendar: Calendar): number | null {
  return LENGTH[scale](from, until, calendar);
}

const LENGTH: Record<Scale, (from: number, until: number, calendar: Calendar) => number | null> = {
  elapsed: (from, until) => until - from,
  workingTime: (from, until, { workingHours }) => difference(workingHours.before(from), workingHours.before(until)),
  days: calendarDays,
  months: calendarDays,
  workingDays: (from, until, { workingDays, days }) =>
    difference(workingDays.upTo(days.of(from)), workingDays.upTo(days.of(until))),
};

function endOfLimit(lastDay: number, start: number, calendar: Calendar, how: Conventions): number | null {
  const { days, workingDays, workingHours } = calendar;
  const last = how.roll === 'none' ? lastDay : firstWorkingDayFrom(lastDay, calendar);
  if (last === null) return null;
  if (how.dayEnds === 'sameTime') {
    // Rolled to another day or started on a day off, the time of day is still the trigger's.
    return days.startOf(last) + (start - days.startOf(days.of(start)));
  }
  const midnight = days.startOf(last + 1);
  if (how.dayEnds === 'midnight') return midnight;
  if (workingDays.isWorked(last) === null) return null;
  // On a day without business the day itself ends it; a trigger after the closing is never due before it started.
  const closing = workingHours.lastClosing(days.startOf(last), midnight);
  return closing === null || closing < start ? midnight : closing;
}

/** The day itself, or the first working day after it; null where none is decreed. */
export function firstWorkingDayFrom(day: number, { workingDays }: Calendar): number | null {
  const works = workingDays.isWorked(day);
  if (works !== false) return works === null ? null : day;
  return workingDays.reaching(workingDays.upTo(day)! + 1);
}

function endOf(period: 'day' | 'nextDay' | 'shift' | 'month', start: number, calendar: Calendar): Due {
  const { days, shiftEnds } = calendar;
  const day = days.of(start);
  if (period === 'day') return { kind: 'at', at: days.startOf(day + 1) };
  if (period === 'nextDay') return { kind: 'at', at: days.startOf(day + 2) };
  if (period === 'month') return { kind: 'at', at: days.startOf(firstOfNextMonth(day)) };
  if (shiftEnds.length === 0) return { kind: 'notConfigured' };
  const ends = [day, day + 1].flatMap((one) => shiftEnds.map((minute) => days.startOf(one) + minute * 60_000));
  return { kind: 'at', at: ends.find((end) => end > start)! };
}

function firstOfNextMonth(day: number): number {
  const date = new Date(day * 86_400_000);
  return dayOfMonth(date.getUTCFullYear(), date.getUTCMonth() + 1, 1, 'lastOfMonth');
}

function dueOf(calendar: Calendar, at: number | null): Due {
  return at === null ? { kind: 'notDecreed', calendar: calendar.id } : { kind: 'at', at };
}

function difference(from: number | null, until: number | null): number | null {
  return from === null || until === null ? null : until - from;
}
