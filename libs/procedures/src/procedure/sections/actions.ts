import { z } from 'zod';
import { Condition } from '../../conditions/condition.js';
import { Name } from '../../load/name.js';
import { origin } from '../citation.js';
import { ActionName, EventName, FieldName, RoleId, RuleId, StageId, WordId } from '../identifiers.js';
import { Below, RoleInCase } from './notation.js';

/** What must be there before it is done. What several rules require adds up. */
const Requires = z
  .strictObject({
    fields: z.array(FieldName).min(1).optional(),
    /** Forms, exhibits, signatures: declared under documents. */
    documents: z.array(WordId).min(1).optional(),
    /** All of these consent. */
    consent: z.array(RoleInCase).min(1).optional(),
  })
  .refine((requires) => Object.keys(requires).length > 0, 'must require fields, documents or consent');

/**
 * One rule about an action (操作). It permits (`by`, `from`, `leadsTo`), forbids (`refused: true`), or only requires
 * (`requires`); a permission may require as well.
 */
export const ActionEntry = z
  .strictObject({
    rule: RuleId,
    ...origin,
    /** The name of an action of the procedure's own; once is enough. */
    name: Name.optional(),
    action: z.union([ActionName, z.array(ActionName).min(1)], {
      error: 'must be an action such as reply, or a list of several',
    }),
    /** Who; of the default life cycle where it is not said. */
    by: z.array(RoleId).min(1).optional(),
    /** In which stages, and in no others; of the default life cycle where it is not said. */
    from: z.array(StageId).min(1).optional(),
    when: Condition.optional(),
    /** `same` where the stage stays. */
    leadsTo: StageId.optional(),
    /** The event that says it was done; actions of the default life cycle have theirs. */
    records: EventName.optional(),
    requires: Requires.optional(),
    refused: z.literal(true).optional(),
    below: Below.optional(),
  })
  .refine(({ refused, leadsTo, records, requires }) => !refused || !(leadsTo || records || requires), {
    error: 'what is refused leads nowhere, records nothing and requires nothing',
  });
export type ActionEntry = z.infer<typeof ActionEntry>;

/** Every action there is; for what is refused or required whatever is done. */
export const ANY_ACTION = 'any';

/** Whether it permits something, and does not only forbid or require. */
export function permits({ refused, by, from, leadsTo, records }: ActionEntry): boolean {
  return !refused && [by, from, leadsTo, records].some((part) => part !== undefined);
}
