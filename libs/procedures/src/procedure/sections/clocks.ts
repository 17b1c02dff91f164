import { z } from 'zod';
import { Condition } from '../../conditions/condition.js';
import { Name } from '../../load/name.js';
import { ConventionsSaid } from '../../time/conventions.js';
import { LimitEntry } from '../../time/limit.js';
import { origin } from '../citation.js';
import { EffectEntry } from '../effect.js';
import { RuleId, RuleReference } from '../identifiers.js';
import { Below, RoleInCase } from './notation.js';

const Events = z.array(z.string().min(1)).min(1);

/** When somebody is told before it is too late: a share of the limit, what is left of it, or time since the start. */
const WarnAt = z
  .strictObject({
    percent: z.number().positive().max(100).optional(),
    left: LimitEntry.optional(),
    after: LimitEntry.optional(),
  })
  .refine((at) => Object.keys(at).length === 1, 'must say exactly one of percent, left, after');

const Warning = z.strictObject({ at: WarnAt, do: z.array(EffectEntry).min(1) });

/** More time (延期). A rule of its own where the text or the catalogue gives it one. */
const Extension = z.strictObject({
  rule: RuleId.optional(),
  ...origin,
  /** Any one of these consents; `notConfigured` where the text does not say who. */
  consent: z.union([z.literal('notConfigured'), z.array(RoleInCase).min(1)], {
    error: 'must be a list of roles, or notConfigured',
  }),
  /** How often; without it as often as somebody consents. */
  times: z
    .union([z.int().positive(), z.literal('notConfigured')], {
      error: 'must be a whole number of 1 or more, or notConfigured',
    })
    .optional(),
  /** The most that is given at a time; `setPerCase`: until the instant that the consent names. */
  by: LimitEntry.refine(
    ({ before, dueOf, without }) => [before, dueOf, without].every((part) => part === undefined),
    'must be a length such as { days: 3 }, setPerCase or notConfigured',
  ),
});

export const clockParts = {
  name: Name,
  /** Each of these starts it; `unspecified` where the text leaves the start open (T10). */
  from: z.union([z.literal('unspecified'), Events], { error: 'must be a list of events, or unspecified' }),
  counts: z.enum(['recordedAt', 'occurredAt', 'receivedAt']).optional(),
  /** A start while it runs: a new clock that replaces it, or nothing. */
  again: z.enum(['anew', 'once']).optional(),
  when: Condition.optional(),
  limit: LimitEntry,
  calendar: z.string().optional(),
  conventions: ConventionsSaid,
  /** `unspecified` where the text does not say. */
  owner: z.string(),
  /** Any of these meets it; `all`: only once each of them has happened. */
  metBy: z.union([Events, z.strictObject({ all: Events })], { error: 'must be a list of events, or { all: [...] }' }),
  endedBy: Events.optional(),
  pauses: z
    .array(z.strictObject({ from: z.string(), until: z.string(), reasons: z.array(z.string().min(1)).optional() }))
    .optional(),
  extension: Extension.optional(),
  warnings: z.array(Warning).optional(),
  onMiss: z.array(EffectEntry).optional(),
  /** 原则上: the text lets a miss be justified. */
  inPrinciple: z.literal(true).optional(),
  below: Below.optional(),
};

/** A clock (时限) of a procedure. */
export const ClockEntry = z.strictObject({ rule: RuleId, ...origin, ...clockParts });
export type ClockEntry = z.infer<typeof ClockEntry>;

/** What an overlay changes about a clock of the procedure it extends; warnings and effects are added. */
export const ClockChange = z.strictObject({
  changes: RuleReference,
  ...origin,
  ...Object.fromEntries(Object.entries(clockParts).map(([name, part]) => [name, part.optional()])),
} as { changes: typeof RuleReference } & typeof origin & {
    [K in keyof typeof clockParts]: z.ZodOptional<(typeof clockParts)[K]>;
  });
export type ClockChange = z.infer<typeof ClockChange>;

export function eventsMeeting(metBy: ClockEntry['metBy']): readonly string[] {
  return Array.isArray(metBy) ? metBy : metBy.all;
}
