import type { Procedure } from './procedure.js';
import { ruleIds } from './rule-ids.js';

/** The deadlines a text sets are numbered D1, D2 and so on, whatever kind of rule each of them is. */
export function deadlinesOf(procedure: Procedure): string[] {
  return [...new Set(ruleIds(procedure).filter((rule) => /^D\d+$/.test(rule)))];
}
