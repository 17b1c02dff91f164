import type { Violation, WorkActionSubmitted } from '@cc/contracts';
import type { StoredAnswer } from '../answered-action.entity.js';
import { allowedActions, attempt } from '../attempt.js';
import { keepBrought } from './keep-brought.js';
import type { TicketRules } from '../rules.js';
import type { Step } from '../step.js';
import { broughtBy } from './brought.js';
import { missingPart, unknownWords } from './incomplete.js';
import type { Party } from './party.js';
import { carryOut, type Seal } from './carry-out.js';
import { alreadyThere, noSuchReason, noSuchUnit, notAllowed, notTheCurrentOrder, notYourWork } from './refusals.js';

/** What a party is told about its action. */
export interface Verdict extends StoredAnswer {
  result: 'done' | 'refused';
}

/** The work that an action asks for is nowhere, or with somebody else; nothing of it is told. */
export const outOfReach = (submitted: WorkActionSubmitted): Verdict => ({
  result: 'refused',
  stage: null,
  allowedActions: [],
  violations: [notYourWork(submitted)],
  why: null,
});

/**
 * The one decision about an action (接单, 驳回, 转派, 回单, 审核, 挂起, 归档), whichever way it came. Done: the step holds what
 * follows. Refused: the step is left as it was, and the answer says what is allowed instead and which rule says so.
 */
export function decideAction(
  step: Step,
  rules: TicketRules,
  { party, submitted }: { party: Party; submitted: WorkActionSubmitted },
  seal: Seal,
): Verdict {
  const { ticket } = step;
  const { do: action, by, workOrderId } = submitted;
  const allowed = () =>
    allowedActions(rules.procedures, step.ticket, by.role).filter(
      (one) => party.reaches(step.scope, one) && party.barredFrom(step.scope, by.role, one) === null,
    );
  const refused = (violations: Violation | Violation[], instead: Partial<StoredAnswer> = {}): Verdict => ({
    result: 'refused',
    stage: ticket.stage,
    allowedActions: allowed(),
    violations: [violations].flat(),
    why: null,
    ...instead,
  });
  const words = rules.procedures.words(ticket.bases);
  const brought = broughtBy(action);

  if (workOrderId && workOrderId !== ticket.workOrderId) {
    return refused(notTheCurrentOrder(workOrderId, ticket.workOrderId));
  }
  const unknown = unknownWords(action, words);
  if (unknown.length > 0) return refused(unknown);

  const answer = rules.procedures.mayAct(ticket.bases, attempt(ticket, action.action, by.role, brought));
  const why = answer.allowed ? party.barredFrom(step.scope, by.role, action.action) : answer.reason;
  if (!answer.allowed || why) {
    const { rule } = why!;
    step.decide('action', { action: action.action, role: by.role, allowed: false }, why!);
    return refused(notAllowed(action.action, ticket.stage, rule, allowed(), words), { why });
  }
  if (action.action === 'transfer') {
    const { division, unit } = action.to;
    if (!rules.organisation.unit(division, unit)) {
      const units = rules.organisation.division(division)?.units.map(({ id }) => id) ?? [];
      return refused(noSuchUnit(action.to, units));
    }
    if (division === ticket.division && unit === ticket.unit) return refused(alreadyThere(action.to));
  }

  if (action.action === 'pause') {
    const known = rules.organisation.pauseReasons.map(({ code }) => code);
    if (!known.includes(action.reasonCode)) return refused(noSuchReason(action.reasonCode, known));
  }

  if (answer.missing.length > 0) {
    const [first] = answer.missing;
    const missing = answer.missing.map(({ kind, what }) => ({ kind, what }));
    step.decide('action', { action: action.action, role: by.role, allowed: false, missing }, first!.reason);
    return refused(
      answer.missing.map((part) => missingPart(part, action)),
      { why: first!.reason },
    );
  }

  step.decide('action', { action: action.action, role: by.role, allowed: true }, answer.reason);
  keepBrought(step, action, brought, { words, seal });
  carryOut(step, rules, submitted, { leadsTo: answer.leadsTo, why: answer.reason, seal });
  return {
    result: 'done',
    stage: step.ticket.stage,
    allowedActions: allowed(),
    violations: [],
    why: answer.reason,
  };
}
