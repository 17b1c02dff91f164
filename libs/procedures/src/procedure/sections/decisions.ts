import { z } from 'zod';
import { Condition } from '../../conditions/condition.js';
import { Name } from '../../load/name.js';
import { origin } from '../citation.js';
import { RuleId } from '../identifiers.js';

/** One answer of a decision; the first rule that fits gives it. */
export const DecisionRuleEntry = z
  .strictObject({
    rule: RuleId,
    ...origin,
    when: Condition.optional(),
    is: z
      .union([z.string().min(1), z.boolean(), z.number()], { error: 'must be a word, true or false, or a number' })
      .optional(),
    /** Named by the text, not defined. */
    notConfigured: z.literal(true).optional(),
  })
  .refine(({ is, notConfigured }) => (is === undefined) !== (notConfigured === undefined), {
    error: 'must say either what it is, or notConfigured: true',
  });

/** A question the procedure answers from fields: class, nature, acceptance, what a further contact means. */
export const DecisionEntry = z.strictObject({
  /** May be left out for a well-known question. */
  name: Name.optional(),
  rules: z.array(DecisionRuleEntry).min(1),
  /** Whether an overlay may answer before these rules do. */
  below: z.enum(['nothing', 'replace']).optional(),
});
