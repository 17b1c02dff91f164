import { DateTime, IANAZone } from 'luxon';

const MINUTE = 60_000;
const DAY = 86_400_000;
const FIRST = Date.UTC(2000, 0, 1) / DAY;
const LAST = Date.UTC(2100, 0, 1) / DAY;

/**
 * The days of a zone from 2000 to 2099, numbered from 1 January 1970. A day starts where its zone says, so that a day
 * of 23 or 25 hours is one day. Throws `RangeError` outside these years.
 */
export interface CivilDays {
  timeZone: string;
  /** The day an instant falls on. */
  of(instant: number): number;
  /** The first instant of a day. */
  startOf(day: number): number;
}

const known = new Map<string, CivilDays>();

/** Each day's start is worked out once for each zone, by the time library, and looked up from then on. */
export function civilDays(timeZone: string): CivilDays {
  const existing = known.get(timeZone);
  if (existing) return existing;

  const zone = IANAZone.create(timeZone);
  const starts = new Float64Array(LAST - FIRST + 1).fill(Number.NaN);
  const startOf = (day: number) => {
    if (!(day >= FIRST && day <= LAST)) throw new RangeError(`day ${isoDate(day)} is outside 2000 to 2099`);
    if (Number.isNaN(starts[day - FIRST])) fillFortnight(starts, day, zone);
    return starts[day - FIRST]!;
  };
  const days: CivilDays = {
    timeZone,
    startOf,
    of(instant) {
      // No zone is more than a day away from UTC.
      let day = Math.floor(instant / DAY);
      if (startOf(day) > instant) day -= 1;
      while (startOf(day + 1) <= instant) day += 1;
      return day;
    },
  };
  known.set(timeZone, days);
  return days;
}

/** The number of a date such as `2026-11-24`. */
export function dayOfDate(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY;
}

export function isoDate(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** The same day number so many months later; `missing` says which day stands for 31 April. */
export function monthsLater(day: number, months: number, missing: 'lastOfMonth' | 'firstOfNext'): number {
  const date = new Date(day * DAY);
  return dayOfMonth(date.getUTCFullYear(), date.getUTCMonth() + months, date.getUTCDate(), missing);
}

/** `month` counts from 0 and may run over. */
export function dayOfMonth(year: number, month: number, day: number, missing: 'lastOfMonth' | 'firstOfNext'): number {
  const lastOfMonth = Date.UTC(year, month + 1, 0) / DAY;
  const wanted = Date.UTC(year, month, day) / DAY;
  if (wanted <= lastOfMonth) return wanted;
  return missing === 'lastOfMonth' ? lastOfMonth : lastOfMonth + 1;
}

const FORTNIGHT = 14;

/**
 * Works out the starts of fourteen days at once. The library is slow to ask, and only a change of the clocks needs it for
 * every day: where the offset is the same before and after, it has not changed between, for nobody since 2000 has put the
 * clocks forward and back within so few days.
 */
function fillFortnight(starts: Float64Array, day: number, zone: IANAZone): void {
  const first = day - ((day - FIRST) % FORTNIGHT);
  const end = Math.min(first + FORTNIGHT, LAST + 1);
  const before = zone.offset((first - 1) * DAY);
  const isSteady = before === zone.offset((end + 1) * DAY);
  for (let at = first; at < end; at++) {
    starts[at - FIRST] = isSteady ? at * DAY - before * MINUTE : startInZone(at, zone);
  }
}

/** By `startOf`: made from its parts alone, a day may be given the offset of today. */
function startInZone(day: number, zone: IANAZone): number {
  const date = new Date(day * DAY);
  return DateTime.fromObject(
    { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() },
    { zone },
  )
    .startOf('day')
    .toMillis();
}
