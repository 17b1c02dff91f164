import { z } from 'zod';
import { Name } from '../load/name.js';
import { TimeZone } from '../load/time-zone.js';

export const CalendarId = z.string().regex(/^[a-z0-9-]+$/, 'must be of a-z, 0-9 and -');
export const IsoDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date such as 2026-11-24')
  .refine(isDate, 'is no date of the calendar');

/** `Date.parse` takes 30 February for 2 March. */
function isDate(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

const Hours = z
  .array(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be such as 09:00-12:00'))
  .refine(ascending, 'must be spans that ascend and do not touch, each with its end after its beginning');

const Weekday = z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']);
export const WEEKDAYS = Weekday.options;

/** One calendar. What a file does not say, it has from the calendar it extends. */
export const CalendarFile = z.strictObject({
  id: CalendarId,
  name: Name,
  extends: CalendarId.optional(),
  timeZone: TimeZone.optional(),
  /** Years whose holidays are decreed, and the kept list they stand in. */
  decreed: z
    .strictObject({ from: z.int().min(2000), until: z.int().max(2099), by: z.enum(['stateCouncil', 'nobody']) })
    .refine(({ from, until }) => from <= until, 'must not end before it begins')
    .optional(),
  /** Dates on which the kept list is silent or wrong, each with its source. */
  corrections: z.array(z.strictObject({ on: IsoDate, worked: z.boolean(), source: z.string().min(1) })).optional(),
  weekend: z.array(Weekday).optional(),
  hours: Hours.optional(),
  halfDays: z.array(z.strictObject({ on: IsoDate, hours: Hours, why: z.string().min(1) })).optional(),
  closures: z.array(z.strictObject({ from: IsoDate, until: IsoDate, why: z.string().min(1) })).optional(),
  shiftEnds: z.array(z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be such as 16:00')).optional(),
});
export type CalendarFile = z.infer<typeof CalendarFile>;

function ascending(spans: string[]): boolean {
  const times = spans.flatMap((span) => span.split('-'));
  return times.every((time, at) => at === 0 || times[at - 1]! < time);
}
