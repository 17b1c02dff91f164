// The lists by date of the kept package, never its functions: those take the weekday in the zone of the machine.
import decreed from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { dayOfDate } from './civil-days.js';

/**
 * What the State Council (国务院) has decreed, by day: off, or worked although at a weekend (调休). Of other days it says
 * nothing.
 */
export function stateCouncil(): ReadonlyMap<number, boolean> {
  return new Map([
    ...Object.keys(decreed.holidays).map((date) => [dayOfDate(date), false] as const),
    ...Object.keys(decreed.workdays).map((date) => [dayOfDate(date), true] as const),
  ]);
}

/** A year is decreed when its New Year is. */
export function stateCouncilHasDecreed(year: number): boolean {
  return `${year}-01-01` in decreed.holidays;
}
