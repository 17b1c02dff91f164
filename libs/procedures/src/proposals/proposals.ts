import type { Configured, Reason } from '../answer.js';
import type { Fields } from '../conditions/fields.js';
import type { Procedure, ProposalRule } from '../procedure/procedure.js';

/** What a rule proposes about a ticket: responsibility, disposal, sanction, compensation. */
export interface Proposal {
  rule: string;
  kind: ProposalRule['kind'];
  name: ProposalRule['name'];
  against: string | null;
  measures: ProposalRule['measures'];
  reason: Reason;
}

/** Everything that the rules propose, in their order. Nothing happens until who may has decided. */
export function proposalsFor(procedure: Procedure, fields: Fields): Proposal[] {
  return procedure.proposals
    .filter(({ when }) => when.holds(fields))
    .map(({ rule, kind, name, against, measures, reason }) => ({ rule, kind, name, against, measures, reason }));
}

/** Who decides on a proposal of that amount: the first whose authority reaches so far. */
export function deciderOf({ decidedBy, reason }: ProposalRule, fields: Fields, amount = 0): Configured<string> {
  const decider = decidedBy.find(({ upTo, when }) => (upTo === null || amount <= upTo) && when.holds(fields));
  return decider?.role ? { configured: true, value: decider.role, reason } : { configured: false, reason };
}
