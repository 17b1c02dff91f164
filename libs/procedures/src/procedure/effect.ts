import { z } from 'zod';
import { Condition } from '../conditions/condition.js';
import { FIELD_VALUE } from '../conditions/fields.js';

const one = {
  notify: z.string().optional(),
  escalateTo: z.string().optional(),
  supervise: z.literal(true).optional(),
  rightToAppeal: z.literal(true).optional(),
  /** A sanction or a step of the text's own, by a name the procedure declares under `consequences`. */
  consequence: z.string().optional(),
  /** Fields that are otherwise from then on: change by age. Only of a miss. */
  set: z.record(z.string(), FIELD_VALUE).optional(),
  /** An event that counts as having happened: silence is consent, withdrawal, closing. Only of a miss. */
  happens: z.string().optional(),
};

/** What a warning or a miss sets in motion. Exactly one of these; a role is one the procedure declares. */
export const EffectEntry = z
  .strictObject({ ...one, when: Condition.optional() })
  .refine((effect) => kindsOf(effect).length === 1, 'must say exactly one effect');
export type EffectEntry = z.infer<typeof EffectEntry>;

const kindsOf = (effect: object) =>
  Object.entries(effect).filter(([key, value]) => key !== 'when' && value !== undefined);
