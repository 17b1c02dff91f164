import { z } from 'zod';
import { hasOneKey } from '../load/one-key.js';
import type { Conventions } from './conventions.js';

const TEN_YEARS = 3653;

/** A number, or a range such as 2 to 3. */
const amountOf = (number: z.ZodNumber) =>
  z.union([number, z.tuple([number, number])], { error: 'must be a number, or a range such as [2, 3]' }).optional();
const time = (most: number) => amountOf(z.number().positive().max(most));
const whole = (most: number) => amountOf(z.number().int().positive().max(most));

/** 迅速, 及时 and the like: the text asks for speed and names no number. */
export const DEMANDS = [
  'immediate',
  'realTime',
  'timely',
  'asSoonAsPossible',
  'shortestTime',
  'reasonableTime',
] as const;

/** A limit as a file writes it: exactly one of these. */
export const LimitEntry = z
  .strictObject({
    minutes: time(60 * 24 * TEN_YEARS),
    hours: time(24 * TEN_YEARS),
    workingHours: time(24 * TEN_YEARS),
    days: whole(TEN_YEARS),
    workingDays: whole(TEN_YEARS),
    weeks: whole(520),
    months: whole(120),
    quarters: whole(40),
    years: whole(10),
    /** The end of the day, of the next day, of the shift, of the month in which the clock starts. */
    endOf: z.enum(['day', 'nextDay', 'shift', 'month']).optional(),
    /** Until the planned time of an event that a fact announces. */
    before: z.string().optional(),
    /** The due time of whichever of these clocks runs, and moves with it. */
    dueOf: z.array(z.string().min(1)).min(1).optional(),
    /** Fixed in the single case by a fact; `bySource`: by whoever brought the complaint in, with the fact that starts it. */
    setPerCase: z.union([z.literal(true), z.literal('bySource')], { error: 'must be true, or bySource' }).optional(),
    without: z.enum(DEMANDS).optional(),
    /** Named by the text, not defined. */
    notConfigured: z.literal(true).optional(),
  })
  .refine(hasOneKey, 'must say exactly one limit')
  .refine((entry) => Object.values(entry).every(ascends), 'a range must ascend');
export type LimitEntry = z.infer<typeof LimitEntry>;

/** A limit as it is reckoned. `amount` is milliseconds, days or months of its scale; it is what decides late. */
export type Limit =
  | { kind: 'measured'; scale: Scale; amount: number; warnAt: number | null }
  | { kind: 'endOf'; period: 'day' | 'nextDay' | 'shift' | 'month' }
  | { kind: 'before'; event: string }
  | { kind: 'dueOf'; clocks: readonly string[] }
  | { kind: 'setPerCase'; bySource: boolean }
  | { kind: 'without'; demand: (typeof DEMANDS)[number] }
  | { kind: 'notConfigured' };

export type Scale = 'elapsed' | 'workingTime' | 'days' | 'workingDays' | 'months';

type Amount = number | [number, number] | undefined;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export function limitOf(entry: LimitEntry, conventions: Conventions): Limit {
  const hours: Scale = conventions.hours === 'elapsed' ? 'elapsed' : 'workingTime';
  const days: Scale = conventions.days === 'calendar' ? 'days' : 'workingDays';
  const measures: [Amount, Scale, number][] = [
    [entry.minutes, hours, MINUTE],
    [entry.hours, hours, HOUR],
    [entry.workingHours, 'workingTime', HOUR],
    [entry.days, days, 1],
    [entry.workingDays, 'workingDays', 1],
    [entry.weeks, 'days', 7],
    [entry.months, 'months', 1],
    [entry.quarters, 'months', 3],
    [entry.years, 'months', 12],
  ];
  for (const [amount, scale, factor] of measures) {
    if (amount !== undefined) return measured(amount, scale, factor, conventions);
  }
  if (entry.endOf) return { kind: 'endOf', period: entry.endOf };
  if (entry.before !== undefined) return { kind: 'before', event: entry.before };
  if (entry.dueOf) return { kind: 'dueOf', clocks: entry.dueOf };
  if (entry.setPerCase) return { kind: 'setPerCase', bySource: entry.setPerCase === 'bySource' };
  if (entry.without) return { kind: 'without', demand: entry.without };
  return { kind: 'notConfigured' };
}

function measured(amount: number | [number, number], scale: Scale, factor: number, { range }: Conventions): Limit {
  if (typeof amount === 'number') return { kind: 'measured', scale, amount: amount * factor, warnAt: null };
  const [lower, upper] = amount;
  return range === 'missedAtUpper'
    ? { kind: 'measured', scale, amount: upper * factor, warnAt: lower * factor }
    : { kind: 'measured', scale, amount: lower * factor, warnAt: null };
}

function ascends(value: unknown): boolean {
  return !Array.isArray(value) || typeof value[0] !== 'number' || value[0] < value[1];
}
