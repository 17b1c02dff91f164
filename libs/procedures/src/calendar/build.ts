import type { Calendar } from './calendar.js';
import { civilDays, dayOfDate, weekdayOf } from './civil-days.js';
import { WEEKDAYS, type CalendarFile } from './schema.js';
import { stateCouncil } from './state-council.js';
import { workingDays } from './working-days.js';
import { workingHours, type Window } from './working-hours.js';

const MINUTE = 60_000;

/** A calendar file with everything it has from those it extends. */
export type WholeCalendar = Required<Omit<CalendarFile, 'extends'>>;

/** What a calendar is that says nothing: no year decreed, and W8 on working days. */
export const SILENT: Omit<WholeCalendar, 'id' | 'name' | 'timeZone' | 'decreed'> = {
  corrections: [],
  weekend: ['saturday', 'sunday'],
  hours: ['09:00-12:00', '13:00-18:00'],
  halfDays: [],
  closures: [],
  shiftEnds: [],
};

/** Makes the tables of a calendar, one entry a day and one a business window. */
export function buildCalendar(file: WholeCalendar): Calendar {
  const days = civilDays(file.timeZone);
  const first = dayOfDate(`${file.decreed.from}-01-01`);
  const last = dayOfDate(`${file.decreed.until}-12-31`);
  const isWorked = workedOn(file);
  const halfDays = new Map(file.halfDays.map(({ on, hours }) => [dayOfDate(on), hours.map(span)]));
  const usual = file.hours.map(span);

  const worked: boolean[] = [];
  const windows: Window[] = [];
  for (let day = first; day <= last; day++) {
    const works = isWorked(day);
    worked.push(works);
    if (!works) continue;
    const start = days.startOf(day);
    for (const { opens, closes } of halfDays.get(day) ?? usual) {
      windows.push({ opensAt: start + opens * MINUTE, closesAt: start + closes * MINUTE });
    }
  }
  return {
    id: file.id,
    days,
    workingDays: workingDays(first, worked),
    workingHours: workingHours(windows, days.startOf(first), days.startOf(last + 1)),
    shiftEnds: file.shiftEnds.map(minutes),
  };
}

/** Own closures go before own corrections, these before the decree, and the decree before the week. */
function workedOn({ decreed, corrections, weekend, closures }: WholeCalendar): (day: number) => boolean {
  const corrected = new Map(corrections.map(({ on, worked }) => [dayOfDate(on), worked]));
  const free = new Set(weekend.map((name) => WEEKDAYS.indexOf(name) + 1));
  const closed = closures.map(({ from, until }) => ({ from: dayOfDate(from), until: dayOfDate(until) }));
  const decrees = decreed.by === 'stateCouncil' ? stateCouncil() : null;
  return (day) => {
    if (closed.some(({ from, until }) => from <= day && day <= until)) return false;
    return corrected.get(day) ?? decrees?.get(day) ?? !free.has(weekdayOf(day));
  };
}

function span(text: string): { opens: number; closes: number } {
  const [opens, closes] = text.split('-') as [string, string];
  return { opens: minutes(opens), closes: minutes(closes) };
}

function minutes(time: string): number {
  const [hour, minute] = time.split(':') as [string, string];
  return Number(hour) * 60 + Number(minute);
}
