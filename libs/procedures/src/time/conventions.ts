import { z } from 'zod';

/**
 * How the words of a text are read where it is silent (reading conventions T2 to T14). Each has a default; a procedure
 * overrides it for all its rules, a rule for itself. The zone (T1) and the business windows (T5) belong to a calendar.
 */
export const Conventions = z.strictObject({
  /** T2: 小时 and 分钟 as elapsed time, or as business time. */
  hours: z.enum(['elapsed', 'working']).default('elapsed'),
  /** T3: 日 and 天 as days of the calendar, or as working days. */
  days: z.enum(['calendar', 'working']).default('calendar'),
  /** T3, T4: whether the day of the trigger is day 1. A day off never is, in a limit of working days. */
  firstDay: z.enum(['excluded', 'included']).default('excluded'),
  /** T3: a limit of days ends at 24:00 of its last day, at that day's last closing, or at the trigger's time of day. */
  dayEnds: z.enum(['midnight', 'closing', 'sameTime']).default('midnight'),
  /** T3: whether a last day that is a day off moves to the next working day. */
  roll: z.enum(['none', 'nextWorkingDay']).default('none'),
  /** T4: a trigger on a day off: the first working day after it is day 1, or is day 0. */
  dayOff: z.enum(['nextIsDay1', 'nextIsDay0']).default('nextIsDay1'),
  /** T5: a limit used up exactly at a closing is due at it, or at the next opening. */
  atClosing: z.enum(['closing', 'nextOpening']).default('closing'),
  /** T6, T13: what stands for a day that a month does not have. */
  missingDate: z.enum(['lastOfMonth', 'firstOfNext']).default('lastOfMonth'),
  /** T8: whether 以上, 以内 and 不超过 hold at the number itself. */
  thresholds: z.enum(['inclusive', 'exclusive']).default('inclusive'),
  /** T10: the event that starts a clock whose start the text leaves open. */
  openStart: z.string().default('ticket.registered'),
  /** T11: whether asking at the due instant is still before expiry. */
  askedAtDue: z.enum(['inTime', 'late']).default('inTime'),
  /** T12: how p times n becomes a number of samples. */
  samples: z.enum(['roundUp', 'roundDown', 'roundHalfUp']).default('roundUp'),
  /** T13: whether a fixed date on a day off moves to the next working day. */
  dateOnDayOff: z.enum(['stays', 'nextWorkingDay']).default('stays'),
  /** T14: a range is missed at its upper value and warned at the lower, or missed at the lower. */
  range: z.enum(['missedAtUpper', 'missedAtLower']).default('missedAtUpper'),
});
export type Conventions = z.infer<typeof Conventions>;

/** What a file says of them; the rest comes from above. Without defaults, or every file would override everything. */
export const ConventionsSaid = z
  .strictObject({
    ...Object.fromEntries(Object.entries(Conventions.shape).map(([name, type]) => [name, type.unwrap().optional()])),
  } as { [K in keyof typeof Conventions.shape]: z.ZodOptional<ReturnType<(typeof Conventions.shape)[K]['unwrap']>> })
  .optional();
export type ConventionsSaid = z.infer<typeof ConventionsSaid>;

export const DEFAULTS: Conventions = Conventions.parse({});

/** The widest first; what a narrower one says goes before. */
export function conventionsOf(...said: readonly ConventionsSaid[]): Conventions {
  const spoken = said.flatMap((one) => Object.entries(one ?? {}).filter(([, value]) => value !== undefined));
  return { ...DEFAULTS, ...Object.fromEntries(spoken) };
}
