import type { Violation, WorkAction, WorkActionSubmitted } from '@cc/contracts';
import type { ActionAnswer, RecordAnswer } from '@cc/procedures';
import type { StoredAnswer } from '../answered-action.entity.js';
import { attempt, situation, type Brought } from '../attempt.js';
import { considerExtension, isOfExtension } from '../extend-clock/consider-extension.js';
import { recordFields } from '../record-fact/record-fact.js';
import { allowedTo } from './allowed-to.js';
import { keepBrought } from './keep-brought.js';
import type { TicketRules } from '../rules.js';
import type { Step } from '../step.js';
import type { Ticket } from '../ticket.entity.js';
import { broughtBy } from './brought.js';
import { missingPart, ownConsents, unknownWords } from './incomplete.js';
import type { Party } from './party.js';
import { carryOut, type Seal } from './carry-out.js';
import {
  alreadyThere,
  conflict,
  noSuchReason,
  noSuchUnit,
  notAllowed,
  notRecorded,
  notTheCurrentOrder,
  notYourWork,
} from './refusals.js';

/** What a party is told about its action. */
export interface Verdict extends StoredAnswer {
  result: 'done' | 'refused';
}

interface Submission {
  party: Party;
  submitted: WorkActionSubmitted;
  /** When it reached the platform, however late it is looked at. */
  handedInAt: Date;
}

/** The work that an action asks for is nowhere, or with somebody else; nothing of it is told. */
export const outOfReach = (submitted: WorkActionSubmitted): Verdict => unlooked(notYourWork(submitted));

/** The id stands for another action already; nothing of that one is told. */
export const idTaken = ({ actionId }: WorkActionSubmitted): Verdict => unlooked(conflict(actionId));

/** Refused without a look at any ticket. */
const unlooked = (violation: Violation): Verdict => ({
  result: 'refused',
  stage: null,
  allowedActions: [],
  violations: [violation],
  why: null,
});

/**
 * The one decision about an action (接单, 驳回, 转派, 回单, 审核, 挂起, 延期, 登记, 归档), whichever way it came. Done: the step holds what
 * follows. Refused: the step is left as it was, and the answer says what is allowed instead and which rule says so.
 */
export function decideAction(
  step: Step,
  rules: TicketRules,
  { party, submitted, handedInAt }: Submission,
  seal: Seal,
): Verdict {
  const { ticket } = step;
  const { do: action, by, workOrderId } = submitted;
  const allowed = () => allowedTo(step.ticket, rules, { party, by, now: step.now });
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
  const wrong = [...unknownWords(action, words), ...ownConsents(submitted)];
  if (wrong.length > 0) return refused(wrong);

  const answer = ask(rules, ticket, { party, submitted }, brought);
  const why = answer.allowed ? party.barredFrom(step.scope, by.role, action.action) : answer.reason;
  if (!answer.allowed || why) {
    step.decide('action', { ...named(action), role: by.role, allowed: false }, why!);
    return refused(
      'known' in answer && action.action === 'record'
        ? notRecorded(action.what, ticket.stage, answer, words)
        : notAllowed(action.action, ticket.stage, why!.rule, allowed(), words),
      { why },
    );
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

  const extension = isOfExtension(action)
    ? considerExtension(ticket, rules, { party, action, by, handedInAt, now: step.now })
    : null;
  if (extension && 'violation' in extension) {
    step.decide('action', { ...named(action), role: by.role, allowed: false }, extension.why);
    return refused(extension.violation, { why: extension.why });
  }

  if (answer.missing.length > 0) {
    const [first] = answer.missing;
    const missing = answer.missing.map(({ kind, what }) => ({ kind, what }));
    step.decide('action', { ...named(action), role: by.role, allowed: false, missing }, first!.reason);
    return refused(
      answer.missing.map((part) => missingPart(part, action)),
      { why: first!.reason },
    );
  }

  step.decide('action', { ...named(action), role: by.role, allowed: true }, answer.reason);
  const set = keepBrought(step, action, brought, { words, seal });
  const { reason: because } = answer;
  const recorded = 'event' in answer ? { event: answer.event, name: answer.name, set } : null;
  if (!recorded) recordFields(step, submitted, set, because);
  const leadsTo = 'leadsTo' in answer ? answer.leadsTo : ticket.stage;
  carryOut(step, rules, submitted, { leadsTo, why: because, seal, recorded, extension });
  return {
    result: 'done',
    stage: step.ticket.stage,
    allowedActions: allowed(),
    violations: [],
    why: answer.reason,
  };
}

/** A step of the life cycle, or something that only the procedures know (登记). */
function ask(
  { procedures }: TicketRules,
  ticket: Ticket,
  { party: { reach }, submitted: { do: action, by } }: Pick<Submission, 'party' | 'submitted'>,
  brought: Brought,
): ActionAnswer | RecordAnswer {
  return action.action === 'record'
    ? procedures.mayRecord(ticket.bases, {
        ...situation(ticket, by.role, brought),
        what: action.what,
        ofGroup: reach === 'group',
      })
    : procedures.mayAct(ticket.bases, attempt(ticket, action.action, by.role, brought));
}

const named = (action: WorkAction): { action: string; what?: string } =>
  action.action === 'record' ? { action: action.action, what: action.what } : { action: action.action };
