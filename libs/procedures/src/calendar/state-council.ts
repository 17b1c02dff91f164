// The lists by date of the kept package, never its functions: those take the weekday in the zone of the machine.
import decreed from 'chinese-days/dist/chinese-days.json' with { type: 'json' };

/** What the State Council (国务院) has decreed about a date: off, worked although at a weekend (调休), or nothing. */
export function stateCouncil(date: string): 'off' | 'worked' | null {
  if (date in decreed.workdays) return 'worked';
  return date in decreed.holidays ? 'off' : null;
}

/** A year is decreed when its New Year is. */
export function stateCouncilHasDecreed(year: number): boolean {
  return `${year}-01-01` in decreed.holidays;
}
