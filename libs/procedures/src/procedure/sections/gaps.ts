import { z } from 'zod';
import { Name } from '../../load/name.js';
import { origin } from '../citation.js';
import { RuleId } from '../identifiers.js';

/** What the text names without defining it, where no rule could say so. */
export const GapEntry = z.strictObject({ rule: RuleId, name: Name, ...origin });
