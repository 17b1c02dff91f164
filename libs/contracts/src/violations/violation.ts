import type { Violation } from '../edge/receipts.js';

/** What one rule has to say about what was sent. */
export interface Objection {
  rule: string;
  zh: string;
  en: string;
}

/** Written as the answer carries it. `value` must be fit to show (see `shownValue`). */
export function violation(field: string, value: string | null, { rule, zh, en }: Objection): Violation {
  return { field, value, rule, detail: { zh, en } };
}

/** No answer lists more: a hostile record could otherwise make its answer larger than a record may be. */
export const MOST_LISTED = 50;

/** One violation a field, the first; those beyond the limit are counted in a last entry. */
export function listed(violations: readonly Violation[]): Violation[] {
  const byField = new Map<string, Violation>();
  for (const each of violations) if (!byField.has(each.field)) byField.set(each.field, each);
  const all = [...byField.values()];
  if (all.length <= MOST_LISTED) return all;

  const more = all.length - MOST_LISTED + 1;
  const rest = { rule: 'more', zh: `另有 ${more} 处问题未列出`, en: `${more} more problems are not listed` };
  return [...all.slice(0, MOST_LISTED - 1), violation('', null, rest)];
}
