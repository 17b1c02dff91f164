import { z } from 'zod';
import { hasOneKey } from '../load/one-key.js';

/** What a warning or a miss sets in motion. Exactly one key; a role is one the procedure declares. */
export const EffectEntry = z
  .strictObject({
    notify: z.string().optional(),
    escalateTo: z.string().optional(),
    supervise: z.literal(true).optional(),
    rightToAppeal: z.literal(true).optional(),
    /** A sanction or a step of the text's own, by a name the procedure declares under `consequences`. */
    consequence: z.string().optional(),
  })
  .refine(hasOneKey, 'must say exactly one effect');
export type EffectEntry = z.infer<typeof EffectEntry>;
