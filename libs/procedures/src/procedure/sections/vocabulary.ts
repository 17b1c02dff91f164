import { z } from 'zod';
import { Name } from '../../load/name.js';

/** Who owes a clock, is told, acts or takes part, and which part of the platform stands for it. */
export const RoleEntry = z.strictObject({
  name: Name,
  owns: z.enum(['acceptingUnit', 'handlingUnit', 'division', 'organisation']).optional(),
  of: z.enum(['unit', 'superiorUnit', 'division', 'group']).optional(),
  /** The acting roles of the platform that this one is, for the default life cycle. */
  acts: z.array(z.enum(['handler', 'dispatcher', 'auditor', 'supervisor', 'customer', 'system'])).optional(),
});
export type RoleEntry = z.infer<typeof RoleEntry>;
