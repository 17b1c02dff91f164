import { fieldsOf } from '../conditions/condition.js';
import { fieldsFor } from '../conditions/decide.js';
import type { Procedure, ProposalRule } from '../procedure/procedure.js';
import type { AbnormalFinding, TicketCounts } from '../procedures.js';

/** Whether a ticket is abnormal (异常工单), once for each rule that says so; the rule's id is the kind. */
export function abnormalBy(procedures: readonly Procedure[], counts: TicketCounts): AbnormalFinding[] {
  return procedures.flatMap((procedure) => {
    const { rules, questions } = abnormalRules(procedure);
    if (rules.length === 0) return [];
    const fields = fieldsFor(questions, procedure, { ...counts });
    return rules.filter(({ when }) => when.holds(fields)).map(({ rule, reason }) => ({ kind: rule, reason }));
  });
}

interface AbnormalRules {
  rules: readonly ProposalRule[];
  /** What their conditions look at. */
  questions: readonly string[];
}

const known = new WeakMap<Procedure, AbnormalRules>();

/** Picked once for each procedure: every miss, return and urge asks. */
function abnormalRules(procedure: Procedure): AbnormalRules {
  const before = known.get(procedure);
  if (before) return before;
  const rules = procedure.proposals.filter(({ kind }) => kind === 'abnormal');
  const picked = { rules, questions: rules.flatMap(({ when }) => fieldsOf(when.says)) };
  known.set(procedure, picked);
  return picked;
}
