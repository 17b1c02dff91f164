import { fieldsOf } from '../conditions/condition.js';
import type { Decision } from './procedure.js';

/**
 * Decisions in an order in which each can be answered from fields and from the ones before it. `cycle` names the fields
 * of decisions that look at one another in a circle; they are left out of the order.
 */
export function inOrder(decisions: readonly Decision[]): { decisions: Decision[]; cycle: string[] } {
  const ordered: Decision[] = [];
  let waiting = [...decisions];
  while (waiting.length > 0) {
    const open = new Set(waiting.map(({ field }) => field));
    const ready = waiting.filter((decision) => ![...looksAt(decision)].some((field) => open.has(field)));
    if (ready.length === 0) return { decisions: ordered, cycle: [...open] };
    ordered.push(...ready);
    waiting = waiting.filter((decision) => !ready.includes(decision));
  }
  return { decisions: ordered, cycle: [] };
}

function looksAt({ rules }: Decision): Set<string> {
  return new Set(rules.flatMap(({ when }) => fieldsOf(when.says)));
}
