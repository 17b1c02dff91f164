import { Instant, ScopeName } from '@cc/contracts';
import { z } from 'zod';
import { Cursor } from './place.js';

const State = z.enum(['armed', 'paused', 'met', 'cancelled']);

/** What of the clocks is asked for. */
export const Filters = z.strictObject({
  'due-before': Instant.optional(),
  'due-from': Instant.optional(),
  state: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(State).min(1))
    .prefault('armed')
    .describe('one state or several, separated by commas; armed is what still runs'),
  missed: z.stringbool().optional().describe('true or false'),
  division: ScopeName.optional(),
  unit: ScopeName.optional(),
  basis: z.string().max(100).optional(),
  rule: z.string().max(100).optional(),
  after: Cursor.optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type Filters = z.output<typeof Filters>;
