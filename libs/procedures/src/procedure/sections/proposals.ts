import { z } from 'zod';
import { Condition } from '../../conditions/condition.js';
import { Name } from '../../load/name.js';
import { origin } from '../citation.js';
import { RoleId, RuleId, WordId } from '../identifiers.js';
import { Below } from './notation.js';

const number = z.number().nonnegative();

const Measure = z
  .strictObject({
    /** Declared under consequences. */
    measure: WordId,
    /** Exactly, or from and to. */
    amount: z
      .union([number, z.tuple([number, number])], { error: 'must be a number, or such as [30, 100]' })
      .optional(),
    unit: z.enum(['yuan', 'points', 'percent', 'days']).optional(),
    /** The text names an amount and does not say it, or masks it. */
    amountNotConfigured: z.literal(true).optional(),
  })
  .refine(
    ({ amount, unit }) => (amount === undefined) === (unit === undefined),
    'an amount has a unit: yuan, points, percent or days',
  )
  .refine(({ amount, amountNotConfigured }) => amount === undefined || !amountNotConfigured, {
    error: 'must say either an amount, or amountNotConfigured: true',
  })
  .refine(({ amount }) => !Array.isArray(amount) || amount[0] < amount[1], 'a range must ascend');

/** The first that fits decides. `upTo`: up to and with this amount of the measures' unit. */
const Decider = z
  .strictObject({
    role: RoleId.optional(),
    upTo: number.optional(),
    when: Condition.optional(),
    notConfigured: z.literal(true).optional(),
  })
  .refine(({ role, notConfigured }) => (role === undefined) !== (notConfigured === undefined), {
    error: 'must name a role, or notConfigured: true',
  });

/** What is proposed (责任、处置、处罚、补偿) when a condition holds. Nothing happens until who may has decided. */
export const ProposalEntry = z.strictObject({
  rule: RuleId,
  name: Name,
  ...origin,
  kind: z.enum(['responsibility', 'disposal', 'sanction', 'compensation', 'reward', 'abnormal']),
  when: Condition.optional(),
  /** Whom it is about. */
  against: RoleId.optional(),
  measures: z.array(Measure).default([]),
  decidedBy: z.array(Decider).default([]),
  replaces: RuleId.optional(),
  below: Below.optional(),
});
export type ProposalEntry = z.infer<typeof ProposalEntry>;
