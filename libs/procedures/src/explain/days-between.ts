import type { Calendar } from '../calendar/calendar.js';
import { isoDate, weekdayOf } from '../calendar/civil-days.js';

/** Days on which a limit of working days or hours did not run as an ordinary week would have it. */
export interface UnusualDays {
  /** Working weekdays that were off, as spans of days; weekends inside a longer break belong to it. */
  off: { from: string; until: string }[];
  /** Days of the weekend that were worked (调休上班). */
  madeUp: string[];
}

const isWeekend = (day: number) => weekdayOf(day) >= 6;

/** Looks at the days of both instants and at those between them; a day without a decree is passed over. */
export function unusualDays(from: number, until: number, { days, workingDays }: Calendar): UnusualDays {
  const found: UnusualDays = { off: [], madeUp: [] };
  let free: number[] = [];
  const endBreak = () => {
    if (free.some((day) => !isWeekend(day))) found.off.push({ from: isoDate(free[0]!), until: isoDate(free.at(-1)!) });
    free = [];
  };
  for (let day = days.of(from); day <= days.of(until); day++) {
    const worked = workingDays.isWorked(day);
    if (worked === false) free.push(day);
    else endBreak();
    if (worked && isWeekend(day)) found.madeUp.push(isoDate(day));
  }
  endBreak();
  return found;
}
