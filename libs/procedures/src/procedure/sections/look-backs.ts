import { z } from 'zod';
import { Condition } from '../../conditions/condition.js';
import { Name } from '../../load/name.js';
import { ConventionsSaid } from '../../time/conventions.js';
import { LimitEntry } from '../../time/limit.js';
import { origin } from '../citation.js';
import { FieldName, RuleId } from '../identifiers.js';
import { Below, isWindow } from './notation.js';

const parts = {
  /** The flag it answers, for conditions and decisions. */
  sets: FieldName,
  key: z.array(FieldName).min(1),
  /** The event of the earlier ticket from which the window counts. */
  from: z.string(),
  /** Left out where the text names no window: every earlier ticket counts. */
  within: LimitEntry.refine(isWindow, 'must be a length such as { days: 30 }, endOf, or notConfigured').optional(),
  conventions: ConventionsSaid,
  when: Condition.optional(),
  /** How many; `notConfigured` where the text says "several" or masks the number. */
  atLeast: z.union([z.int().positive(), z.literal('notConfigured')], {
    error: 'must be a whole number of 1 or more, or notConfigured',
  }),
  /** Whether the ticket itself is one of those counted. */
  countsItself: z.boolean(),
  /** Count no two with the same value of this field. */
  distinct: FieldName.optional(),
};

/** A rule over many tickets: how many with the same key within a window make a flag true. */
export const LookBackEntry = z
  .strictObject({
    rule: RuleId,
    name: Name,
    ...origin,
    ...parts,
    replaces: RuleId.optional(),
    below: Below.optional(),
  })
  .refine(({ countsItself, atLeast }) => !countsItself || atLeast !== 1, {
    error: 'holds for every ticket: it counts the ticket itself, and one is enough',
    path: ['atLeast'],
  });
export type LookBackEntry = z.infer<typeof LookBackEntry>;

/** What a reading of the text changes about one. */
export const LookBackParts = z.strictObject(parts).partial();
export type LookBackParts = z.infer<typeof LookBackParts>;
