import type { Configured } from '../answer.js';
import type { DutyRule, Procedure } from '../procedure/procedure.js';
import { dueAgain } from '../time/recurring.js';

/** A report or another duty, and when it falls due. */
export interface DueDuty {
  rule: DutyRule;
  /** Ascending; not configured where the text gives no period, or a year it needs is not decreed. */
  due: Configured<number[]>;
}

/** Every duty of a procedure with the instants after `from` and up to `until` at which it falls due. */
export function dutiesDue({ duties }: Procedure, from: number, until: number): DueDuty[] {
  return duties.map((rule) => ({ rule, due: instantsOf(rule, from, until) }));
}

function instantsOf(
  { due, calendar, conventions, reason }: DutyRule,
  from: number,
  until: number,
): Configured<number[]> {
  const found = due?.map((one) => dueAgain(one, from, until, calendar, conventions));
  if (!found || found.includes(null)) return { configured: false, reason };
  const instants = found.flatMap((one) => one ?? []);
  return { configured: true, value: [...new Set(instants)].sort((one, other) => one - other), reason };
}
