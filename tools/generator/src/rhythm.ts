import decreed from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { DateTime } from 'luxon';
import type { Shares } from './shares.js';

/** An hour of the month, and how much of the month lies before its end. */
interface Hour {
  startsAt: number;
  upTo: number;
}

const HOUR_MS = 3_600_000;

/** When customers complain: hours, weekdays and decreed holidays, from the local day of `from` for one month. */
export class Rhythm {
  readonly from: number;
  readonly until: number;
  /** Of local time; the zones this is for have no summer time. */
  readonly offsetMinutes: number;
  private readonly hours: Hour[] = [];
  private readonly total: number;

  constructor(from: Date, timeZone: string, { hours, weekdays, holiday }: Shares) {
    const start = DateTime.fromJSDate(from, { zone: timeZone }).startOf('day');
    if (!start.isValid) throw new RangeError(`no month can begin at ${String(from)} in ${timeZone}: give a valid date`);
    const end = start.plus({ months: 1 });
    let sum = 0;
    for (let day = start; day < end; day = day.plus({ days: 1 })) {
      const factor = dayFactor(day, weekdays, holiday);
      for (let hour = 0; hour < 24; hour++) {
        sum += factor * hours[hour]!;
        this.hours.push({ startsAt: day.toMillis() + hour * HOUR_MS, upTo: sum });
      }
    }
    this.total = sum;
    this.from = start.toMillis();
    this.until = end.toMillis();
    this.offsetMinutes = start.offset;
  }

  /** The instant at which this part of all complaints (0 to 1) has come; grows with it. */
  at(part: number): number {
    const wanted = part * this.total;
    let low = 0;
    let high = this.hours.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.hours[middle]!.upTo > wanted) high = middle;
      else low = middle + 1;
    }
    const { startsAt, upTo } = this.hours[low]!;
    const before = low === 0 ? 0 : this.hours[low - 1]!.upTo;
    return Math.floor(startsAt + ((wanted - before) / (upTo - before)) * HOUR_MS);
  }
}

function dayFactor(day: DateTime, weekdays: readonly number[], holiday: number): number {
  const date = day.toISODate()!;
  if (date in decreed.holidays) return holiday;
  // 调休: a weekend day that is worked is as busy as a Wednesday.
  return date in decreed.workdays ? weekdays[2]! : weekdays[day.weekday - 1]!;
}
