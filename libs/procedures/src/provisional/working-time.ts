// Its lists by date, not its functions: those take the weekday in the zone of the machine.
import decreed from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { DateTime } from 'luxon';

const ZONE = 'Asia/Shanghai';
const HOUR = 3_600_000;

/** Years whose holidays the State Council has decreed. An undecreed year looks like ordinary weeks, so it is no year at all. */
const DECREED = [2025, 2026];

/** Profile W8: 09:00-12:00 and 13:00-18:00 on working days, make-up days (调休) included. */
const W8 = [
  { opens: 9, closes: 12 },
  { opens: 13, closes: 18 },
];

interface Window {
  opensAt: number;
  closesAt: number;
}

const WINDOWS: readonly Window[] = DECREED.flatMap(windowsOf);
const TABLE_STARTS = DateTime.fromObject({ year: DECREED[0]! }, { zone: ZONE }).toMillis();

/**
 * The instant at which that many working hours (工作小时) are used up; null when the calendar that is needed is not
 * decreed. From outside a window the clock starts at the next opening; used up at a closing is due at that closing.
 */
export function afterWorkingHours(from: Date, hours: number): Date | null {
  if (from.getTime() < TABLE_STARTS) return null;
  let left = hours * HOUR;
  for (let at = firstClosingAfter(from.getTime()); at < WINDOWS.length; at++) {
    const { opensAt, closesAt } = WINDOWS[at]!;
    const start = Math.max(opensAt, from.getTime());
    if (left <= closesAt - start) return new Date(start + left);
    left -= closesAt - start;
  }
  return null;
}

/** 小时, 分钟: elapsed time; nights and holidays count. */
export function afterHours(from: Date, hours: number): Date {
  return new Date(from.getTime() + hours * HOUR);
}

/** 日 without 工作: the day of `from` is not counted and the last day counts up to 24:00. */
export function afterDays(from: Date, days: number): Date {
  return startOfDay(from)
    .plus({ days: days + 1 })
    .toJSDate();
}

export function startOfDay(at: Date): DateTime {
  return DateTime.fromJSDate(at, { zone: ZONE }).startOf('day');
}

function firstClosingAfter(instant: number): number {
  let low = 0;
  let high = WINDOWS.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (WINDOWS[middle]!.closesAt > instant) high = middle;
    else low = middle + 1;
  }
  return low;
}

function windowsOf(year: number): Window[] {
  const windows: Window[] = [];
  const first = DateTime.fromObject({ year }, { zone: ZONE });
  for (let day = first; day.year === year; day = day.plus({ days: 1 })) {
    if (!isWorkingDay(day)) continue;
    for (const { opens, closes } of W8) {
      windows.push({ opensAt: day.set({ hour: opens }).toMillis(), closesAt: day.set({ hour: closes }).toMillis() });
    }
  }
  return windows;
}

function isWorkingDay(day: DateTime): boolean {
  const date = day.toISODate()!;
  return date in decreed.workdays || (day.weekday <= 5 && !(date in decreed.holidays));
}
