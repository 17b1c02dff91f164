import { join } from 'node:path';
import { z } from 'zod';
import type { Answer, LocalisedText, Reason } from '../answer.js';
import type { Calendar } from '../calendar/calendar.js';
import { dayOfDate, dayOfMonth, isoDate } from '../calendar/civil-days.js';
import { loadCalendars } from '../calendar/load.js';
import { CalendarId } from '../calendar/schema.js';
import type { DataFile } from '../load/data-file.js';
import { Name } from '../load/name.js';
import type { DataProblem } from '../load/problem.js';
import { provenance, RuleId } from '../organisations/schema.js';
import { conventionsOf } from '../time/conventions.js';
import { dueAfter } from '../time/due.js';
import { LimitEntry, limitOf } from '../time/limit.js';

/** 定期报表: which counts are frozen, for which periods, and how long after their end. */
export const ReportsFile = z.strictObject({
  ...provenance,
  calendar: CalendarId,
  reports: z
    .array(
      z.strictObject({
        report: RuleId,
        name: Name,
        every: z.enum(['day', 'month']),
        /** After the end of the period: what arrives late is counted in it until then. */
        frozenAfter: LimitEntry.refine(isLength, 'must be a length such as { hours: 2 } or { workingDays: 3 }'),
      }),
    )
    .min(1),
});
export type ReportsFile = z.infer<typeof ReportsFile>;

function isLength(limit: LimitEntry): boolean {
  return [limit.before, limit.dueOf, limit.setPerCase, limit.without, limit.notConfigured].every(
    (part) => part === undefined,
  );
}

/** Whole days of an organisation's time zone, `from` and `to` among them: `2026-11-24`; and its name: that day, or `2026-11`. */
export interface Period {
  name: string;
  from: string;
  to: string;
}

export interface ReportRule {
  report: string;
  name: LocalisedText;
  every: 'day' | 'month';
  reason: Reason;
  /** The period that holds a day. */
  periodOf(day: string): Period;
  after(period: Period): Period;
  /** When its counts are frozen; null while its calendar has no decree for the days that this takes. */
  frozenAt(period: Period): Answer<Date | null>;
}

/** Every folder with data has the same calendars below it. */
const CALENDARS = join(import.meta.dirname, '../../data/calendars');

export function reportRules(
  { value: { basis, version, source, calendar, reports }, problem }: DataFile<ReportsFile>,
  problems: DataProblem[],
): ReportRule[] {
  const calendars = loadCalendars(CALENDARS, problems);
  if (!calendars.has(calendar)) {
    problems.push(problem(['calendar'], `unknown calendar "${calendar}"; known: ${calendars.ids().join(', ')}`));
    return [];
  }
  const conventions = conventionsOf();
  return reports.map(({ report, name, every, frozenAfter }) => {
    const reason = { rule: report, basis, version, source };
    const limit = limitOf(frozenAfter, conventions);
    const counted: Calendar = calendars.of(calendar);
    const periodOf = PERIODS[every];
    return {
      report,
      name,
      every,
      reason,
      periodOf,
      after: ({ to }) => periodOf(isoDate(dayOfDate(to) + 1)),
      frozenAt({ to }) {
        const end = counted.days.startOf(dayOfDate(to) + 1);
        // 24:00 is still the last day of the period: limits of days begin with the day after it.
        const from = limit.kind === 'measured' && limit.scale === 'elapsed' ? end : end - 1;
        const due = dueAfter(limit, from, [], counted, conventions);
        return { value: due.kind === 'at' ? new Date(due.at) : null, reason };
      },
    };
  });
}

const PERIODS: Readonly<Record<ReportRule['every'], (day: string) => Period>> = {
  day: (day) => ({ name: day, from: day, to: day }),
  month(day) {
    const [year, month] = day.split('-').map(Number) as [number, number];
    const of = (nr: number) => isoDate(dayOfMonth(year, month - 1, nr, 'lastOfMonth'));
    return { name: day.slice(0, 7), from: of(1), to: of(31) };
  },
};
