import { z } from 'zod';
import { Condition } from '../../conditions/condition.js';
import { Name } from '../../load/name.js';
import { ConventionsSaid } from '../../time/conventions.js';
import { LimitEntry } from '../../time/limit.js';
import { origin } from '../citation.js';
import { FieldName, RuleId } from '../identifiers.js';
import { Below, isWindow } from './notation.js';

/** When complaints that are counted together are one case (群体投诉), when it is confirmed, and who is no part of it. */
export const CaseEntry = z.strictObject({
  rule: RuleId,
  name: Name,
  ...origin,
  /** Flags of look-backs that count the ticket itself, all by one key: what holds by one of them opens a case. */
  gathers: z.array(FieldName).min(1),
  /** Who fits is no part of a case, whatever counts it; left out where the look-backs say it all. */
  leaves: Condition.optional(),
  /** Once so many of a case fit. */
  confirmed: z.strictObject({ when: Condition, atLeast: z.int().positive() }),
  /** What gathers again within this time after the last of a case belongs to it; left out where each count is a case. */
  sameWave: LimitEntry.refine(isWindow, 'must be a length such as { days: 3 }, or endOf').optional(),
  conventions: ConventionsSaid,
  replaces: RuleId.optional(),
  below: Below.optional(),
});
export type CaseEntry = z.infer<typeof CaseEntry>;
