import { z } from 'zod';
import { Condition } from '../../conditions/condition.js';
import { hasOneKey } from '../../load/one-key.js';
import { Name } from '../../load/name.js';
import { origin } from '../citation.js';
import { FieldName, RoleId, RuleId } from '../identifiers.js';
import { Below } from './notation.js';

/** A share of those that came up in a period, in whole tickets (T12); `each`: apart for each value of these fields. */
const Sample = z.strictObject({
  percent: z.number().positive().max(100),
  every: z.enum(['week', 'month', 'quarter', 'year']).optional(),
  each: z.array(FieldName).min(1).optional(),
});

const Owed = z
  .strictObject({
    all: z.literal(true).optional(),
    sample: Sample.optional(),
    /** Those on which somebody has set this flag. */
    marked: FieldName.optional(),
    /** As the situation requires (根据情况): somebody judges. */
    asNeeded: z.literal(true).optional(),
    notConfigured: z.literal(true).optional(),
  })
  .refine(hasOneKey, 'must say exactly one of all, sample, marked, asNeeded, notConfigured');

/** A callback (回访) that is owed. When, says a clock; what its result does, says the decision afterCallback. */
export const CallbackEntry = z.strictObject({
  rule: RuleId,
  name: Name,
  ...origin,
  by: RoleId,
  /** The events after which it is owed. */
  from: z.array(z.string().min(1)).min(1),
  when: Condition.optional(),
  owed: Owed,
  /** The clock that limits it. */
  clock: RuleId.optional(),
  attempts: z.int().positive().optional(),
  replaces: RuleId.optional(),
  below: Below.optional(),
});
export type CallbackEntry = z.infer<typeof CallbackEntry>;
