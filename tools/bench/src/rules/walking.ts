import type { Procedure, RuleBook } from '@cc/procedures';
import { DateTime } from 'luxon';
import { RECEIVED } from './ticket.js';

type Calendar = ReturnType<RuleBook['calendars']['of']>;

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/**
 * The same rules as anybody would write them first: days and business hours are counted one by one with the time
 * library, from some day before the ticket. Only which days are worked is taken from the tables.
 */
export function walking({ calendars, procedures, edition }: RuleBook): RuleBook {
  const walked = new Map<Calendar, Calendar>();
  const walk = (calendar: Calendar) => {
    if (!walked.has(calendar)) walked.set(calendar, walkingCalendar(calendar));
    return walked.get(calendar)!;
  };
  const all = new Map(procedures.all().map((one) => [one, withCalendars(one, walk)]));
  return {
    calendars,
    edition,
    procedures: {
      all: () => [...all.values()],
      of: (basis) => all.get(procedures.of(basis))!,
      read: (basis, chosen) => withCalendars(procedures.read(basis, chosen), walk),
      inForce: (id, date) => all.get(procedures.inForce(id, date)!) ?? null,
    },
  };
}

function withCalendars(procedure: Procedure, walk: (calendar: Calendar) => Calendar): Procedure {
  return {
    ...procedure,
    calendar: walk(procedure.calendar),
    clocks: procedure.clocks.map((rule) => ({ ...rule, calendar: walk(rule.calendar) })),
    lookBacks: procedure.lookBacks.map((rule) => ({ ...rule, calendar: walk(rule.calendar) })),
  };
}

function walkingCalendar(table: Calendar): Calendar {
  const zone = table.days.timeZone;
  const dateOf = (day: number) => new Date(day * DAY).toISOString().slice(0, 10);
  const startOf = (day: number) => DateTime.fromISO(dateOf(day), { zone }).toMillis();
  const of = (instant: number) => Date.parse(`${DateTime.fromMillis(instant, { zone }).toISODate()!}T00:00:00Z`) / DAY;

  const origin = of(RECEIVED) - 25;
  const isWorked = (day: number) => table.workingDays.isWorked(day);
  const hours = usualHours(table, origin);
  const windows = (day: number) =>
    isWorked(day)
      ? hours.map(({ opens, closes }) => ({ opens: startOf(day) + opens, closes: startOf(day) + closes }))
      : [];

  return {
    ...table,
    days: { timeZone: zone, of, startOf },
    workingDays: {
      ...table.workingDays,
      upTo(day) {
        let count = 0;
        for (let at = origin; at <= day; at++) if (isWorked(at)) count += 1;
        return isWorked(day) === null ? null : count;
      },
      reaching(count) {
        let left = count;
        for (let at = origin; isWorked(at) !== null; at++) if (isWorked(at) && --left === 0) return at;
        return null;
      },
    },
    workingHours: {
      before(instant) {
        const last = of(instant);
        let worked = 0;
        for (let day = origin; day <= last; day++) {
          for (const { opens, closes } of windows(day)) worked += Math.max(0, Math.min(closes, instant) - opens);
        }
        return isWorked(last) === null ? null : worked;
      },
      reaching(worked, atGap) {
        let left = worked;
        for (let day = origin; isWorked(day) !== null; day++) {
          for (const { opens, closes } of windows(day)) {
            if (left < closes - opens || (left === closes - opens && atGap === 'closing')) return opens + left;
            left -= closes - opens;
          }
        }
        return null;
      },
      lastClosing: (from) => windows(of(from)).at(-1)?.closes ?? null,
    },
  };
}

/** The business hours of an ordinary working day, read off the table minute by minute. */
function usualHours({ days, workingDays, workingHours }: Calendar, from: number): { opens: number; closes: number }[] {
  let day = from;
  while (!workingDays.isWorked(day)) day += 1;
  const start = days.startOf(day);
  const hours: { opens: number; closes: number }[] = [];
  for (let at = 0; at < DAY; at += MINUTE) {
    if (workingHours.before(start + at + MINUTE) === workingHours.before(start + at)) continue;
    const last = hours.at(-1);
    if (last?.closes === at) last.closes += MINUTE;
    else hours.push({ opens: at, closes: at + MINUTE });
  }
  return hours;
}
