import { z } from 'zod';
import { Condition } from '../../conditions/condition.js';
import type { LimitEntry } from '../../time/limit.js';
import { RoleId } from '../identifiers.js';

/** How far a rule may be changed by an overlay below it. */
export const Below = z.enum(['nothing', 'tighten', 'loosen', 'replace']);
export type Below = z.infer<typeof Below>;

/** A window ends by itself; what somebody sets or announces is none. */
export function isWindow(limit: LimitEntry): boolean {
  const { before, dueOf, setPerCase, without } = limit;
  return [before, dueOf, setPerCase, without].every((part) => part === undefined);
}

export const list = <T extends z.ZodType>(entry: T) => z.array(entry).default([]);
export const table = <K extends z.core.$ZodRecordKey, T extends z.ZodType>(key: K, entry: T) =>
  z.record(key, entry).default({} as never);

/** A role, always or in one case: who consents, who decides. */
export const RoleInCase = z.union([RoleId, z.strictObject({ role: RoleId, when: Condition.optional() })], {
  error: 'must be a role, or { role, when }',
});
export type RoleInCase = z.infer<typeof RoleInCase>;

export function roleInCase(entry: RoleInCase): { role: string; when: Condition | undefined } {
  return typeof entry === 'string' ? { role: entry, when: undefined } : { role: entry.role, when: entry.when };
}
