import { z } from 'zod';
import { Name } from '../../load/name.js';
import { ConventionsSaid } from '../../time/conventions.js';
import { Recurrence } from '../../time/recurring.js';
import { origin } from '../citation.js';
import { RoleId, RuleId } from '../identifiers.js';
import { Below } from './notation.js';

const parts = {
  owner: RoleId,
  /** To whom it is owed. */
  to: RoleId.optional(),
  /** `notConfigured` where the text says "periodically". */
  due: z.union([z.array(Recurrence).min(1), z.literal('notConfigured')], {
    error: 'must be a list such as [{ dayOfMonth: 30 }], or notConfigured',
  }),
  conventions: ConventionsSaid,
};

/** A report or another duty that falls due with the calendar, not with a ticket. */
export const DutyEntry = z.strictObject({
  rule: RuleId,
  name: Name,
  ...origin,
  ...parts,
  replaces: RuleId.optional(),
  below: Below.optional(),
});
export type DutyEntry = z.infer<typeof DutyEntry>;

/** What a reading of the text changes about one. */
export const DutyParts = z.strictObject(parts).partial();
export type DutyParts = z.infer<typeof DutyParts>;
