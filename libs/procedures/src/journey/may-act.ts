import type { Fields } from '../conditions/fields.js';
import { fieldsFrom } from '../conditions/decide.js';
import {
  consents,
  DEFAULT_LIFE_CYCLE,
  mayAct,
  NO_PROCEDURE,
  requiredParts,
  type ActionVerdict,
  type RequiredPart,
} from '../life-cycle/may-act.js';
import type { Procedure } from '../procedure/procedure.js';
import type { ActionAnswer, AttemptedAction, Requirement, Stage, WorkAction } from '../procedures.js';
import { documentName, fieldName, roleName } from './words.js';

/** What the services offer; a procedure may know more actions than they. */
const ACTIONS: Record<WorkAction, true> = {
  accept: true,
  return: true,
  transfer: true,
  reply: true,
  refuseReply: true,
  approveReply: true,
  pause: true,
  resume: true,
  close: true,
  reopen: true,
  withdraw: true,
  urge: true,
  supplement: true,
};

/** The same for an action that only the procedures know. */
type Attempted = Omit<AttemptedAction, 'action'> & { action: string };

/**
 * Whether it is allowed under all procedures of a ticket: one that refuses it by a rule of its own goes first, then one
 * that permits it by a rule of its own, and last the default life cycle, which is the same under all.
 */
export function mayActUnder(procedures: readonly Procedure[], attempt: AttemptedAction): ActionAnswer {
  const verdict = judged(procedures, attempt, attempt.action);
  if (verdict.allowed) {
    const missing = missingParts(procedures, attempt);
    return { allowed: true, leadsTo: verdict.leadsTo as Stage, missing, reason: verdict.reason };
  }
  const allowedActions = (Object.keys(ACTIONS) as WorkAction[]).filter(
    (action) => action !== attempt.action && judged(procedures, attempt, action).allowed,
  );
  return { allowed: false, allowedActions, reason: verdict.reason };
}

/** What any of the procedures requires and is not there, each once with the first rule that requires it. */
export function missingParts(procedures: readonly Procedure[], attempt: Attempted): Requirement[] {
  const missing = new Map<string, Requirement>();
  for (const procedure of procedures) {
    const { action, role, stage, documents = [], consents: given = [] } = attempt;
    const fields = fieldsFrom(procedure, saidOf(attempt));
    const isThere: Record<RequiredPart['kind'], (what: string) => boolean> = {
      field: (what) => fields[what] !== undefined,
      document: (what) => documents.includes(what),
      consent: (what) => given.some((by) => consents(procedure, what, by)),
    };
    for (const { kind, what, reason } of requiredParts(procedure, { action, role, stage, fields })) {
      const key = `${kind} ${what}`;
      if (isThere[kind](what) || missing.has(key)) continue;
      missing.set(key, { kind, what, name: NAME_OF[kind](procedure, what), reason });
    }
  }
  return [...missing.values()];
}

const NAME_OF = { field: fieldName, document: documentName, consent: roleName };

export function judged(
  procedures: readonly Procedure[],
  attempt: Omit<Attempted, 'action'>,
  action: string,
): ActionVerdict {
  const { stage, role } = attempt;
  const verdicts = procedures.map((procedure) =>
    mayAct(procedure, { action, role, stage, fields: fieldsFrom(procedure, saidOf(attempt)) }),
  );
  const own = verdicts.filter(({ reason }) => reason.basis !== DEFAULT_LIFE_CYCLE.basis);
  const byDefault = () => verdicts[0] ?? mayAct(NO_PROCEDURE, { action, role, stage, fields: saidOf(attempt) });
  return own.find(({ allowed }) => !allowed) ?? own[0] ?? byDefault();
}

function saidOf(attempt: Omit<Attempted, 'action'>): Fields {
  const { known, stage, channelLevel, nature, returns, paused, fallbackUnit, answerOwed, callbackOwed } = attempt;
  return {
    ...known,
    stage,
    channelLevel,
    nature,
    returns,
    paused: paused ?? false,
    ofFallbackUnit: fallbackUnit,
    answerPending: answerOwed,
    callbackPending: callbackOwed,
  };
}
