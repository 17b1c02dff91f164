import { z } from 'zod';
import { hasOneKey } from '../../load/one-key.js';
import { Name } from '../../load/name.js';
import { origin } from '../citation.js';
import { FieldName, RuleId } from '../identifiers.js';

const Part = z
  .strictObject({
    text: z.string().min(1).optional(),
    /** Of the local day of receipt: yyyy, yy, MM, dd in any order. */
    date: z
      .string()
      .regex(/^(yyyy|yy|MM|dd)+$/, 'must be of yyyy, yy, MM and dd, such as yyMMdd')
      .optional(),
    field: FieldName.optional(),
    sequence: z
      .strictObject({
        per: z.enum(['ever', 'year', 'month', 'day']),
        digits: z.int().min(1).max(12),
        /** After the last number of so many digits: more digits, or nobody has said. */
        overflow: z.enum(['widen', 'notConfigured']).default('notConfigured'),
      })
      .optional(),
  })
  .refine(hasOneKey, 'must say exactly one of text, date, field, sequence');

const SHOWN = { ever: [], year: ['yy'], month: ['yy', 'MM'], day: ['yy', 'MM', 'dd'] } as const;

/** Or numbers would come again with the next period. */
function showsPeriod(parts: readonly z.infer<typeof Part>[], per: keyof typeof SHOWN): boolean {
  const dates = parts.map(({ date }) => date ?? '').join();
  return SHOWN[per].every((unit) => dates.includes(unit));
}

/** How a complaint is numbered (编号). Either parts, or notConfigured where a number is demanded and no scheme given. */
export const NumberingEntry = z
  .strictObject({
    rule: RuleId,
    name: Name,
    ...origin,
    parts: z.array(Part).min(1).optional(),
    notConfigured: z.literal(true).optional(),
    /** Whether an overlay may number otherwise. */
    below: z.enum(['nothing', 'replace']).optional(),
  })
  .refine(({ parts, notConfigured }) => (parts === undefined) !== (notConfigured === undefined), {
    error: 'must say either parts, or notConfigured: true',
  })
  .refine(({ parts }) => !parts || parts.filter(({ sequence }) => sequence).length === 1, {
    error: 'must have one sequence and no more: with none two complaints get one number',
    path: ['parts'],
  })
  .refine(({ parts }) => !parts || parts.every(({ sequence }) => !sequence || showsPeriod(parts, sequence.per)), {
    error: 'a sequence that begins again each year, month or day needs a date part that shows it',
    path: ['parts'],
  });
export type NumberingEntry = z.infer<typeof NumberingEntry>;
