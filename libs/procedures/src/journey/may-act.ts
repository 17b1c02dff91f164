import type { Fields } from '../conditions/fields.js';
import { fieldsFor } from '../conditions/decide.js';
import { fieldsOfActions } from '../life-cycle/action-index.js';
import {
  consents,
  DEFAULT_LIFE_CYCLE,
  NO_PROCEDURE,
  requiredParts,
  verdictOn,
  type RequiredPart,
  type Verdict,
} from '../life-cycle/may-act.js';
import type { Procedure } from '../procedure/procedure.js';
import type { ActionAnswer, ActingSituation, AttemptedAction, Requirement, Stage, WorkAction } from '../procedures.js';
import { documentName, fieldName, roleName } from './words.js';

/** A situation as each procedure of the ticket sees it: with what it decides about it. */
export interface Seen {
  situation: ActingSituation;
  by: readonly { procedure: Procedure; fields: Fields }[];
}

/** Deciding is the dear part of an answer: whoever asks about several actions sees the situation once. */
export function seenBy(procedures: readonly Procedure[], situation: ActingSituation): Seen {
  const said = saidOf(situation);
  const by = procedures.map((procedure) => ({
    procedure,
    fields: fieldsFor(fieldsOfActions(procedure), procedure, said),
  }));
  return { situation, by };
}

/** Whether it is allowed under all procedures of a ticket, and what it lacks. */
export function mayActUnder(procedures: readonly Procedure[], attempt: AttemptedAction): ActionAnswer {
  const seen = seenBy(procedures, attempt);
  const verdict = judged(seen, attempt.action);
  if (!verdict.allowed) return verdict;
  const missing = missingParts(seen, attempt.action);
  return { allowed: true, leadsTo: verdict.leadsTo as Stage, missing, reason: verdict.reason };
}

/** Those of the actions that are allowed, whatever they lack. */
export function allowedUnder<Action extends WorkAction>(
  procedures: readonly Procedure[],
  situation: ActingSituation,
  among: readonly Action[],
): Action[] {
  const seen = seenBy(procedures, situation);
  return among.filter((action) => judged(seen, action).allowed);
}

/** What any of the procedures requires and is not there, each once with the first rule that requires it. */
export function missingParts({ situation, by }: Seen, action: string): Requirement[] {
  const { role, stage, documents = [], consents: given = [] } = situation;
  const missing = new Map<string, Requirement>();
  for (const { procedure, fields } of by) {
    const isThere: Record<RequiredPart['kind'], (what: string) => boolean> = {
      field: (what) => fields[what] !== undefined,
      document: (what) => documents.includes(what),
      consent: (what) => given.some((consenting) => consents(procedure, what, consenting)),
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

/**
 * A procedure that refuses an action by a rule of its own goes first, then one that permits it by a rule of its own, and
 * last the default life cycle, which is the same under all.
 */
export function judged({ situation: { role, stage }, by }: Seen, action: string): Verdict {
  const verdicts = by.map(({ procedure, fields }) => verdictOn(procedure, { action, role, stage, fields }));
  const own = verdicts.filter(({ reason }) => reason.basis !== DEFAULT_LIFE_CYCLE.basis);
  const byDefault = () => verdicts[0] ?? verdictOn(NO_PROCEDURE, { action, role, stage, fields: {} });
  return own.find(({ allowed }) => !allowed) ?? own[0] ?? byDefault();
}

function saidOf(situation: ActingSituation): Fields {
  const {
    known,
    stage,
    channelLevel,
    nature,
    returns,
    paused,
    fallbackUnit,
    answerOwed,
    callbackOwed,
    extensionPending,
  } = situation;
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
    extensionPending: extensionPending ?? false,
  };
}
