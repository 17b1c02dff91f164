import { when, type Condition } from '../../conditions/condition.js';
import type { Compiling } from '../compile.js';
import type { Decision, DecisionRule } from '../procedure.js';
import { QUESTIONS } from '../questions.js';

/** Below, a gap may always be filled; what is answered above is answered before only where it may be replaced. */
export function decisionsOf(
  above: readonly Decision[],
  { version, because }: Compiling,
  exclusive: boolean,
): Decision[] {
  const byField = new Map(above.map((decision) => [decision.field, decision]));
  for (const [field, { name, below, rules }] of Object.entries(version.decisions)) {
    const own = rules.map((rule): DecisionRule => ({
      when: when(rule.when, exclusive),
      is: rule.is ?? null,
      reason: because(rule.rule, rule),
    }));
    const before = byField.get(field);
    const named = name ?? before?.name ?? QUESTIONS[field]?.name ?? { zh: field, en: field };
    const decision = { field, name: named, below: below ?? before?.below ?? 'nothing', rules: own };
    byField.set(field, onTop(before, decision, exclusive));
  }
  return [...byField.values()];
}

/** The same question answered on two levels. */
export function onTop(before: Decision | undefined, decision: Decision, exclusive: boolean): Decision {
  const rulesAbove = before?.rules ?? [];
  const rules =
    before?.below === 'nothing'
      ? rulesAbove.flatMap((rule) => filled(rule, decision.rules, exclusive))
      : [...decision.rules, ...rulesAbove];
  return { ...decision, rules };
}

function filled(gap: DecisionRule, own: readonly DecisionRule[], exclusive: boolean): DecisionRule[] {
  if (gap.is !== null) return [gap];
  const within = (rule: DecisionRule) => ({ ...rule, when: when(both(gap.when.says, rule.when.says), exclusive) });
  return [...own.map(within), gap];
}

function both(one: Condition | undefined, other: Condition | undefined): Condition | undefined {
  return one && other ? { all: [one, other] } : (one ?? other);
}
