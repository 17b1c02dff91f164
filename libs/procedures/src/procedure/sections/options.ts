import { z } from 'zod';
import { Name } from '../../load/name.js';
import { origin } from '../citation.js';
import { RuleId } from '../identifiers.js';
import { clockParts } from './clocks.js';
import { DutyParts } from './duties.js';
import { LookBackParts } from './look-backs.js';
import { table } from './notation.js';

/** One reading of the text, and what it changes about rules of the same version. */
const Choice = z.strictObject({
  name: Name,
  clocks: table(RuleId, z.strictObject(clockParts).partial()),
  lookBacks: table(RuleId, LookBackParts),
  duties: table(RuleId, DutyParts),
});

/** A contradiction or an open reading of the text: its choices, and which we take until an overlay chooses. */
export const OptionEntry = z.strictObject({
  name: Name,
  ...origin,
  choices: z.record(z.string().regex(/^[a-zA-Z0-9]+$/, 'must be a word such as rolling'), Choice),
  default: z.string(),
});
export type OptionEntry = z.infer<typeof OptionEntry>;

/** What an overlay chooses. */
export const ChoiceEntry = z.strictObject({ is: z.string(), ...origin });
