import { z } from 'zod';
import { FIELD_VALUE } from '../conditions/fields.js';
import { EffectEntry } from '../procedure/effect.js';
import { ProcedureId, VersionId } from '../procedure/schema.js';

const LocalTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2} ([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, 'must be such as 2026-11-24 09:00 or ... 09:00:01');

const Fields = z.record(z.string(), FIELD_VALUE);

/** A fact of the ticket. `at` is when it was recorded, and happened unless `occurredAt` says otherwise. */
const FactEntry = z.strictObject({
  at: LocalTime,
  fact: z.string(),
  occurredAt: LocalTime.optional(),
  receivedAt: LocalTime.optional(),
  reason: z.string().optional(),
  set: Fields.optional(),
  rule: z.string().optional(),
  until: LocalTime.optional(),
  event: z.string().optional(),
  askedAt: LocalTime.optional(),
  by: z.string().optional(),
});
export type FactEntry = z.infer<typeof FactEntry>;

const NO_DUE = ['notDecreed', 'withoutNumber', 'notConfigured', 'setPerCase', 'awaitsEvent'] as const;

/** What a clock is expected to be; what is not named is not looked at. */
const ExpectedClock = z
  .strictObject({
    state: z.enum(['armed', 'paused', 'met', 'cancelled']).optional(),
    started: LocalTime.optional(),
    due: z.union([LocalTime, z.enum(NO_DUE)], { error: `must be a time or one of ${NO_DUE.join(', ')}` }).optional(),
    late: z.boolean().optional(),
    warnings: z.array(LocalTime).optional(),
    onMiss: z.array(EffectEntry).optional(),
    extensions: z.array(z.string()).optional(),
    /** The rule's basis, as `id version`. */
    basis: z.string().optional(),
    /** The words of its source. */
    source: z.string().optional(),
  })
  .refine((expected) => Object.keys(expected).length > 0, 'must expect something');
export type ExpectedClock = z.infer<typeof ExpectedClock>;

const Decided = z.union(
  [z.string(), z.boolean(), z.strictObject({ is: z.union([z.string(), z.boolean()]), rule: z.string() })],
  {
    error: 'must be the answer, or { is, rule }; notConfigured where the text leaves it open',
  },
);

export const ExampleEntry = z.strictObject({
  name: z.string().min(1),
  /** Other tickets, for rules that look at many. */
  others: z.array(z.strictObject({ at: z.record(z.string(), LocalTime), fields: Fields })).default([]),
  facts: z.array(FactEntry).default([]),
  /** The time at which it is asked; that of the last fact if not said. */
  ask: LocalTime.optional(),
  expect: z
    .strictObject({
      /** By rule, or rule/number; `none` where it must not run. */
      clocks: z
        .record(
          z.string(),
          z.union([z.literal('none'), ExpectedClock], { error: 'must be none, or what the clock is' }),
        )
        .optional(),
      decisions: z.record(z.string(), Decided).optional(),
      lookBacks: z.record(z.string(), z.boolean()).optional(),
      duties: z
        .strictObject({ after: LocalTime, until: LocalTime, due: z.record(z.string(), z.array(LocalTime)) })
        .optional(),
    })
    .refine((expected) => Object.keys(expected).length > 0, 'must expect something'),
});
export type ExampleEntry = z.infer<typeof ExampleEntry>;

/** Worked examples of one version. Times are local to the version's calendar. */
export const ExamplesFile = z.strictObject({
  procedure: ProcedureId,
  version: VersionId,
  examples: z.array(ExampleEntry).min(1),
});
export type ExamplesFile = z.infer<typeof ExamplesFile>;
