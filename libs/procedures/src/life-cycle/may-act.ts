import type { Reason } from '../answer.js';
import type { Fields } from '../conditions/fields.js';
import type { ActionRule, Procedure } from '../procedure/procedure.js';
import { ANY, rulesAbout } from './action-index.js';
import { DEFAULT_STAGES, DEFAULT_STEPS, type DefaultStep } from './default-life-cycle.js';

/** What of a procedure says who may do what. */
export type Acting = Pick<Procedure, 'actions' | 'roles' | 'stages'>;

/** The default life cycle alone. */
export const NO_PROCEDURE: Acting = { actions: [], roles: new Map(), stages: new Map() };

/** Somebody who wants to do something about a ticket. */
export interface Attempt {
  action: string;
  role: string;
  stage: string;
  /** Of the ticket as it is, and of the person: whether interested, complained of, of the fallback unit. */
  fields: Fields;
}

export type Verdict = { allowed: true; leadsTo: string; reason: Reason } | { allowed: false; reason: Reason };

export type ActionVerdict =
  | (Extract<Verdict, { allowed: true }> & { requires: Requirements })
  /** `instead`: everything else that this role may do now. */
  | (Extract<Verdict, { allowed: false }> & { instead: string[] });

export interface Requirements {
  fields: string[];
  documents: string[];
  /** Roles that all must have consented. */
  consent: string[];
}

/** Something that must be there before it is done, and the rule that requires it. */
export interface RequiredPart {
  kind: 'field' | 'document' | 'consent';
  /** The field, the document, the role. */
  what: string;
  reason: Reason;
}

/** Whether this role may do this now and where it leads: the default life cycle, restricted and extended by the procedure. */
export function mayAct(procedure: Acting, attempt: Attempt): ActionVerdict {
  const verdict = verdictOn(procedure, attempt);
  if (verdict.allowed) return { ...verdict, requires: requirements(procedure, attempt) };
  const instead = actionsOf(procedure).filter((action) => verdictOn(procedure, { ...attempt, action }).allowed);
  return { ...verdict, instead };
}

/** Every action there is under a procedure: those of the default life cycle, then its own. */
export function actionsOf({ actions }: Acting): string[] {
  const own = actions.flatMap((rule) => rule.actions).filter((action) => action !== ANY);
  return [...new Set([...Object.keys(DEFAULT_STEPS), ...own])];
}

/** The same answer, and nothing of what it requires or what is allowed instead. */
export function verdictOn(procedure: Acting, attempt: Attempt): Verdict {
  const { action, stage, fields } = attempt;
  const rules = rulesAbout(procedure, action);
  const refusal = rules.find(
    (rule) => rule.kind === 'refuses' && isCase(rule, attempt) && isBy(procedure, rule.by, attempt),
  );
  if (refusal) return refused(refusal.reason);

  const step = DEFAULT_STEPS[action];
  const standing = step?.refusedWhile;
  if (standing && fields[standing.field] === standing.is) {
    return refused({ rule: `${action}/${standing.because}`, ...DEFAULT_LIFE_CYCLE });
  }
  const permissions = rules.filter(({ kind, actions }) => kind === 'permits' && actions.includes(action));
  const fitting = permissions.filter(({ from, when }) => stageIn(procedure, from, step, stage) && when.holds(fields));
  const permission = fitting.find(({ by }) => isBy(procedure, by ?? step?.by ?? null, attempt));
  if (permission) {
    const leadsTo = permission.leadsTo ?? step?.leadsTo ?? 'same';
    return { allowed: true, leadsTo: leadsTo === 'same' ? stage : leadsTo, reason: permission.reason };
  }
  const [wrongRole] = fitting;
  if (wrongRole) return refused(wrongRole.reason);
  // A permission that names stages says where it may be done, and nowhere else.
  const [elsewhere] = permissions.filter(({ from }) => from !== null || !step);
  return elsewhere ? refused(elsewhere.reason) : byDefault(procedure, step, attempt);
}

const refused = (reason: Reason): Verdict => ({ allowed: false, reason });

function byDefault(procedure: Acting, step: DefaultStep | undefined, attempt: Attempt): Verdict {
  const { action, stage, role } = attempt;
  const reason = (rule: string): Reason => ({ rule, ...DEFAULT_LIFE_CYCLE });
  if (!step) return refused(reason(`${action}/unknown`));
  if (!stageIn(procedure, null, step, stage)) return refused(reason(`${action}/not-at-${stage}`));
  if (!isBy(procedure, step.by, attempt)) return refused(reason(`${action}/not-by-${role}`));
  return { allowed: true, leadsTo: step.leadsTo === 'same' ? stage : step.leadsTo, reason: reason(action) };
}

/** What a reason says that comes from no procedure. */
export const DEFAULT_LIFE_CYCLE = { basis: 'life-cycle', version: '1', source: 'ours' };

/** What is required adds up over the rules that fit. */
export function requiredParts(procedure: Acting, attempt: Attempt): RequiredPart[] {
  return rulesAbout(procedure, attempt.action)
    .filter((rule) => rule.kind !== 'refuses' && isCase(rule, attempt) && isBy(procedure, rule.by, attempt))
    .flatMap(({ requires: { fields, documents, consent }, reason }) => [
      ...fields.map((what): RequiredPart => ({ kind: 'field', what, reason })),
      ...documents.map((what): RequiredPart => ({ kind: 'document', what, reason })),
      ...consent
        .filter(({ when }) => when.holds(attempt.fields))
        .map(({ role: what }): RequiredPart => ({ kind: 'consent', what, reason })),
    ]);
}

function requirements(procedure: Acting, attempt: Attempt): Requirements {
  const parts = requiredParts(procedure, attempt);
  const all = (wanted: RequiredPart['kind']) => [
    ...new Set(parts.filter(({ kind }) => kind === wanted).map(({ what }) => what)),
  ];
  return { fields: all('field'), documents: all('document'), consent: all('consent') };
}

function isCase({ from, when }: ActionRule, { stage, fields }: Attempt): boolean {
  return (from === null || from.includes(stage)) && when.holds(fields);
}

/** In the stages of the rule, else of the step, else in every open one; a step of a ticket needs a registered one. */
function stageIn(
  { stages }: Acting,
  from: readonly string[] | null,
  step: DefaultStep | undefined,
  stage: string,
): boolean {
  const named = from ?? step?.from ?? null;
  if (named !== null) return named.includes(stage);
  const ends = stages.get(stage)?.ends ?? DEFAULT_STAGES[stage]?.ends ?? false;
  return !ends && !(step && stage === 'new');
}

/** Whether the consent of somebody in this role is that of the role required. */
export function consents(procedure: Acting, required: string, role: string): boolean {
  return isBy(procedure, [required], { role });
}

/** A role of the procedure that acts as one of the platform's may do what that one may. */
function isBy({ roles }: Acting, by: readonly string[] | null, { role }: Pick<Attempt, 'role'>): boolean {
  if (by === null || by.includes(role)) return true;
  const named = (name: string) => roles.get(name)?.acts ?? [];
  return named(role).some((acts) => by.includes(acts)) || by.some((name) => named(name).includes(role));
}
