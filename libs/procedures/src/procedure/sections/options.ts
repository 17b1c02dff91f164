import { z } from 'zod';
import { Name } from '../../load/name.js';
import { origin } from '../citation.js';
import { RuleId } from '../identifiers.js';
import { clockParts } from './clocks.js';
import { table } from './notation.js';

const ClockParts = z.strictObject(
  Object.fromEntries(Object.entries(clockParts).map(([name, part]) => [name, part.optional()])) as {
    [K in keyof typeof clockParts]: z.ZodOptional<(typeof clockParts)[K]>;
  },
);

/** One reading of the text, and what it changes about clocks of the same version. */
const Choice = z.strictObject({ name: Name, clocks: table(RuleId, ClockParts) });

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
