import type { Difference } from './differences.js';
import { differencesOf } from './differences.js';
import { printProblems, type DataProblem } from '../load/problem.js';
import { InvalidProcedures } from '../procedure/invalid-procedures.js';
import type { ProcedureBook, ProcedureText } from '../procedure/load.js';

/**
 * A procedure on its way to being in force (发布): draft 草稿 -> validated 已校验 -> approved 已批准 -> active 生效, from the
 * day its version says. A value: each step gives a new one, and a changed text is a draft again.
 */
export type ProcedureDocument = ProcedureText & { by: string } & (
    | { state: 'draft'; problems: readonly DataProblem[] }
    | { state: 'validated'; versions: readonly VersionChange[] }
    | { state: 'approved'; versions: readonly VersionChange[]; approvedBy: string; approvedAt: Date }
  );

/** A version that the document adds or corrects. */
export interface VersionChange {
  id: string;
  version: string;
  /** `added` applies to tickets registered from its day on; a `correction` recomputes the open tickets that run under it. */
  kind: 'added' | 'correction';
  inForceFrom: string | null;
  /** Against the version before it, or against what it was. */
  differences: readonly Difference[];
}

/** A step the document cannot take, with what must be done first. */
export class CannotPublish extends Error {
  override name = 'CannotPublish';
}

export function draft(text: ProcedureText, by: string): ProcedureDocument {
  return { ...text, by, state: 'draft', problems: [] };
}

/**
 * Checks the document among all others and says what it changes. `load` loads them with the document in the place of what
 * it replaces; problems leave it a draft that carries them.
 */
export function validate(
  document: ProcedureDocument,
  current: ProcedureBook,
  load: (document: ProcedureText) => ProcedureBook,
): ProcedureDocument {
  const { name, text, by } = document;
  try {
    return { name, text, by, state: 'validated', versions: changesBetween(current, load(document)) };
  } catch (error) {
    if (!(error instanceof InvalidProcedures)) throw error;
    return { name, text, by, state: 'draft', problems: error.problems };
  }
}

/** Four eyes: whoever wrote it does not approve it. A version that is added does not reach into the past. */
export function approve(
  document: ProcedureDocument,
  approvedBy: string,
  approvedAt: Date,
  today: string,
): ProcedureDocument {
  const { name, text, by, state } = document;
  if (state === 'approved') throw new CannotPublish(`${name} is approved already`);
  if (state === 'draft') {
    const problems = document.problems.length > 0 ? `; mend first:\n${printProblems(document.problems)}` : '';
    throw new CannotPublish(`${name} is a draft: validate it before it is approved${problems}`);
  }
  if (approvedBy === by) throw new CannotPublish(`${name} was written by ${by}: somebody else must approve it`);
  if (document.versions.length === 0) throw new CannotPublish(`${name} changes nothing`);
  const past = document.versions.find(({ kind, inForceFrom }) => kind === 'added' && (inForceFrom ?? '') < today);
  if (past) {
    throw new CannotPublish(
      `version ${past.version} of ${past.id} would be in force from ${past.inForceFrom ?? 'the beginning'}: ` +
        `tickets of the past keep their version, so inForceFrom must be ${today} or later`,
    );
  }
  return { name, text, by, state: 'approved', versions: document.versions, approvedBy, approvedAt };
}

/** Versions of an approved document that are active on a day. */
export function activeOn(document: ProcedureDocument, date: string): readonly VersionChange[] {
  if (document.state !== 'approved') return [];
  return document.versions.filter(({ kind, inForceFrom }) => kind === 'correction' || (inForceFrom ?? '') <= date);
}

function changesBetween(current: ProcedureBook, next: ProcedureBook): VersionChange[] {
  return next.all().flatMap((procedure): VersionChange[] => {
    const { basis, inForceFrom } = procedure;
    const versions = current.all().filter((known) => known.basis.id === basis.id);
    const same = versions.find((known) => known.basis.version === basis.version);
    const before = same ?? versions.findLast((known) => (known.inForceFrom ?? '') < (inForceFrom ?? ''));
    const differences = before ? differencesOf(before, procedure) : [];
    if (same && differences.length === 0) return [];
    return [{ ...basis, kind: same ? 'correction' : 'added', inForceFrom, differences }];
  });
}
