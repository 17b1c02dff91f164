import { z } from 'zod';
import { Name } from '../../load/name.js';

/** A stage (状态) of the procedure's own, beside those of the default life cycle. */
export const StageEntry = z.strictObject({
  name: Name,
  /** Events that lead to it from any open stage. Actions lead to it too, by their `leadsTo`. */
  enteredBy: z.array(z.string().min(1)).optional(),
  /** Nothing is left to do in it; `notConfigured` where the text breaks off before it says what follows. */
  ends: z.union([z.literal(true), z.literal('notConfigured')], { error: 'must be true, or notConfigured' }).optional(),
});
