import { z } from 'zod';
import { FIELD_VALUE } from '../conditions/fields.js';
import { EffectEntry } from '../procedure/effect.js';
import { ProcedureId, VersionId } from '../procedure/identifiers.js';

const LocalTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2} ([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, 'must be such as 2026-11-24 09:00 or ... 09:00:01');

const Fields = z.record(z.string(), FIELD_VALUE);
const Words = z.array(z.string());
const something = (expected: object) => Object.keys(expected).length > 0;

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

/** Another ticket: when what happened to it, and its fields; `later` says what became known of it when. */
const OtherTicket = z.strictObject({
  at: z.record(z.string(), LocalTime),
  fields: Fields,
  later: z.array(z.strictObject({ at: LocalTime, set: Fields })).default([]),
});
export type OtherTicket = z.infer<typeof OtherTicket>;

const NO_DUE = ['notDecreed', 'withoutNumber', 'notConfigured', 'setPerCase', 'awaitsEvent'] as const;

/** What a clock is expected to be; what is not named is not looked at. */
const ExpectedClock = z
  .strictObject({
    state: z.enum(['armed', 'paused', 'met', 'cancelled']).optional(),
    started: LocalTime.optional(),
    startedBy: z.string().optional(),
    due: z.union([LocalTime, z.enum(NO_DUE)], { error: `must be a time or one of ${NO_DUE.join(', ')}` }).optional(),
    late: z.boolean().optional(),
    warnings: z.array(LocalTime).optional(),
    /** The effects whose own condition holds when asked. */
    onMiss: z.array(EffectEntry).optional(),
    extensions: Words.optional(),
    owner: z.string().optional(),
    inPrinciple: z.boolean().optional(),
    /** The rule's basis, as `id version`. */
    basis: z.string().optional(),
    /** The words of its source. */
    source: z.string().optional(),
  })
  .refine(something, 'must expect something');
export type ExpectedClock = z.infer<typeof ExpectedClock>;

const Decided = z.union(
  [
    z.string(),
    z.boolean(),
    z.number(),
    z.strictObject({ is: z.union([z.string(), z.boolean(), z.number()]), rule: z.string() }),
  ],
  { error: 'must be the answer, or { is, rule }; notConfigured where the text leaves it open' },
);

/** One question whether somebody may do something, at the time asked and in the stage the facts lead to. */
const ExpectedAction = z.strictObject({
  action: z.string(),
  by: z.string(),
  /** Fields of the person or the moment, beside those of the ticket. */
  with: Fields.default({}),
  allowed: z.boolean(),
  leadsTo: z.string().optional(),
  /** The rule that permits or refuses; of the default life cycle as life-cycle/ACTION. */
  rule: z.string().optional(),
  requires: z
    .strictObject({ fields: Words.optional(), documents: Words.optional(), consent: Words.optional() })
    .optional(),
  /** Required fields that the ticket lacks. */
  missing: Words.optional(),
  /** For a refusal: everything else this role may do now, in any order. */
  instead: Words.optional(),
});
export type ExpectedAction = z.infer<typeof ExpectedAction>;

const ExpectedProposal = z
  .strictObject({
    kind: z.string().optional(),
    against: z.string().optional(),
    /** As `measure`, `measure 200 yuan` or `measure 30-100 yuan`; `measure ?` where the amount is not configured. */
    measures: Words.optional(),
    /** Who decides, for an `amount` if one is given; notConfigured where the text does not say. */
    amount: z.number().optional(),
    decidedBy: z.string().optional(),
  })
  .refine(something, 'must expect something');
export type ExpectedProposal = z.infer<typeof ExpectedProposal>;

const ExpectedPerson = z.strictObject({
  party: z.string(),
  with: Fields.default({}),
  /** How many such persons take part. */
  count: z.int().nonnegative().optional(),
  /** Documents they bring. */
  brings: Words.default([]),
  allowed: z.boolean(),
  /** The rules that are not kept. */
  rules: Words.optional(),
});
export type ExpectedPerson = z.infer<typeof ExpectedPerson>;

const Expected = z
  .strictObject({
    /** By rule, or rule/number; `none` where it must not run. */
    clocks: z
      .record(z.string(), z.union([z.literal('none'), ExpectedClock], { error: 'must be none, or what the clock is' }))
      .optional(),
    /** Clocks whose miss changed something, in time order, as `rule/number at time`. */
    missed: Words.optional(),
    decisions: z.record(z.string(), Decided).optional(),
    stage: z.string().optional(),
    actions: z.array(ExpectedAction).min(1).optional(),
    /** By rule: owed to this ticket, or not, or open: whether it is drawn, or judged. */
    callbacks: z.record(z.string(), z.enum(['owed', 'notOwed', 'ifDrawn', 'ifJudgedSo', 'notConfigured'])).optional(),
    /** By rule: how many of so many are called back. */
    samples: z.record(z.string(), z.strictObject({ of: z.int().nonnegative(), are: z.int().nonnegative() })).optional(),
    number: z
      .strictObject({ sequence: z.int().positive().optional(), is: z.string(), counter: z.string().optional() })
      .optional(),
    /** By rule; `none` where it must not be proposed. */
    proposals: z
      .record(
        z.string(),
        z.union([z.literal('none'), ExpectedProposal], { error: 'must be none, or what is proposed' }),
      )
      .optional(),
    parties: z.array(ExpectedPerson).min(1).optional(),
    lookBacks: z.record(z.string(), z.union([z.boolean(), z.literal('notConfigured')])).optional(),
    duties: z
      .strictObject({
        after: LocalTime,
        until: LocalTime,
        due: z.record(z.string(), z.union([z.array(LocalTime), z.literal('notConfigured')])),
      })
      .optional(),
    /** Options and what is chosen. */
    options: z.record(z.string(), z.string()).optional(),
    /** Gaps that are open, or that an overlay fills. */
    gaps: z.record(z.string(), z.enum(['open', 'filled'])).optional(),
  })
  .refine(something, 'must expect something');
export type Expected = z.infer<typeof Expected>;

export const ExampleEntry = z.strictObject({
  name: z.string().min(1),
  /** Readings other than those in force: option and choice. Only of options of the version itself or of what it extends. */
  choose: z.record(z.string(), z.string()).default({}),
  /** Other tickets, for rules that look at many. */
  others: z.array(OtherTicket).default([]),
  facts: z.array(FactEntry).default([]),
  /** The time at which it is asked; that of the last fact if not said. */
  ask: LocalTime.optional(),
  expect: Expected,
});
export type ExampleEntry = z.infer<typeof ExampleEntry>;

/** Worked examples of one version. Times are local to the version's calendar. */
export const ExamplesFile = z.strictObject({
  procedure: ProcedureId,
  version: VersionId,
  examples: z.array(ExampleEntry).min(1),
});
export type ExamplesFile = z.infer<typeof ExamplesFile>;
