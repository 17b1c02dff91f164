import { z } from 'zod';
import { Condition } from '../../conditions/condition.js';
import { Name } from '../../load/name.js';
import { origin } from '../citation.js';
import { RoleId, RuleId, WordId } from '../identifiers.js';
import { Below } from './notation.js';

/** Who takes part (当事人、调查人、调解人): how many, with what proof, and who may not (回避). */
export const PartyEntry = z
  .strictObject({
    rule: RuleId,
    name: Name,
    ...origin,
    party: RoleId,
    when: Condition.optional(),
    atLeast: z.int().nonnegative().optional(),
    atMost: z.int().nonnegative().optional(),
    /** Documents such a party must bring. */
    needs: z.array(WordId).min(1).optional(),
    /** Only who fits may; conditions look at fields of the person, such as relatedToParty. */
    mustBe: Condition.optional(),
    /** Who fits may not. */
    mayNotBe: Condition.optional(),
    replaces: RuleId.optional(),
    below: Below.optional(),
  })
  .refine(
    ({ atLeast, atMost, needs, mustBe, mayNotBe }) =>
      [atLeast, atMost, needs, mustBe, mayNotBe].some((part) => part !== undefined),
    'must say atLeast, atMost, needs, mustBe or mayNotBe',
  )
  .refine(({ atLeast, atMost }) => atLeast === undefined || atMost === undefined || atLeast <= atMost, {
    error: 'atMost must not be less than atLeast',
    path: ['atMost'],
  });
export type PartyEntry = z.infer<typeof PartyEntry>;
