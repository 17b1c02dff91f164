import { isDeepStrictEqual } from 'node:util';
import type { Path, Report } from './check-names.js';
import { lets, most, ofNumber, type Degree } from './degrees.js';
import type { ActionRule, CallbackRule, Procedure, Rule } from './procedure.js';
import type { Version } from './schema.js';
import type { CallbackEntry } from './sections/callbacks.js';

/** An overlay keeps to what each rule above lets be done below it, in every section but clocks and decisions. */
export function checkReplacements(version: Version, above: Procedure | null, report: Report): void {
  checkActions(version, above?.actions ?? [], report);
  checkNumbering(version, above, report);
  check('callbacks', version.callbacks, above?.callbacks, report, {
    isOpen: ({ owed }) => owed.notConfigured === true,
    degree: (before, after) =>
      most([
        ...same(before, { by: after.by, from: after.from }),
        whenSame(before, after.when),
        ofOwed(before, after),
        before.clock === (after.clock ?? null) ? 'tighten' : 'replace',
        ofNumber(before.attempts, after.attempts ?? null, 'tighten'),
      ]),
  });
  check('parties', version.parties, above?.parties, report, {
    isOpen: () => false,
    degree: (before, after) =>
      most([
        ...same(before, { party: after.party }),
        whenSame(before, after.when),
        ofNumber(before.atLeast, after.atLeast ?? null, 'tighten'),
        ofNumber(before.atMost, after.atMost ?? null, 'loosen'),
        before.needs.every((document) => after.needs?.includes(document)) ? 'tighten' : 'loosen',
        before.mustBe === null || isDeepStrictEqual(before.mustBe.says, after.mustBe) ? 'tighten' : 'replace',
        before.mayNotBe === null || isDeepStrictEqual(before.mayNotBe.says, after.mayNotBe) ? 'tighten' : 'replace',
      ]),
  });
  check('lookBacks', version.lookBacks, above?.lookBacks, report, {
    isOpen: ({ atLeast, within }) => atLeast === null || within?.kind === 'notConfigured',
    degree: (before, after) =>
      most([
        ...same(before, { sets: after.sets, key: after.key, from: after.from, countsItself: after.countsItself }),
        whenSame(before, after.when),
        ofNumber(before.atLeast, after.atLeast === 'notConfigured' ? null : after.atLeast, 'loosen'),
        after.within === undefined && before.within === null ? 'tighten' : 'replace',
      ]),
  });
  check('proposals', version.proposals, above?.proposals, report, {
    isOpen: ({ measures, decidedBy }) =>
      measures.some(({ amountNotConfigured }) => amountNotConfigured) || decidedBy.some(({ role }) => role === null),
    degree: () => 'replace',
  });
  check('duties', version.duties, above?.duties, report, {
    isOpen: ({ due }) => due === null,
    degree: () => 'replace',
  });
}

interface Replacing {
  rule: string;
  replaces?: string | undefined;
}

function check<R extends Rule, E extends Replacing>(
  section: 'callbacks' | 'parties' | 'lookBacks' | 'proposals' | 'duties',
  entries: readonly E[],
  above: readonly R[] | undefined,
  report: Report,
  { isOpen, degree }: { isOpen: (before: R) => boolean; degree: (before: R, after: E) => Degree },
): void {
  entries.forEach((entry, at) => {
    if (entry.replaces === undefined) return;
    const path = [section, at, 'replaces'];
    const before = above?.find(({ rule }) => rule === entry.replaces);
    if (!before) {
      const known = above?.map(({ rule }) => rule).join(', ') || 'none';
      report(path, `there is no rule "${entry.replaces}" in ${section} above; there are ${known}`);
    } else if (!isOpen(before)) refuse(before, degree(before, entry), path, report);
  });
}

function refuse({ rule, below, reason }: Rule, degree: Degree, path: Path, report: Report): void {
  if (lets(below, degree)) return;
  report(path, `${degree}s "${rule}", but ${reason.basis} lets it be changed below only so far: ${below}`);
}

/** To refuse or require more tightens; to permit what is permitted above to somebody, somewhere, loosens. */
function checkActions(version: Version, above: readonly ActionRule[], report: Report): void {
  version.actions.forEach(({ action, refused, by, from, leadsTo }, at) => {
    const permits = !refused && [by, from, leadsTo].some((part) => part !== undefined);
    const touched = above.filter(
      ({ kind, actions }) => (!permits || kind === 'permits') && actions.some((one) => [action].flat().includes(one)),
    );
    const closed = touched.find(({ below }) => !lets(below, permits ? 'loosen' : 'tighten'));
    if (closed) refuse(closed, permits ? 'loosen' : 'tighten', ['actions', at], report);
  });
}

function checkNumbering({ numbering }: Version, above: Procedure | null, report: Report): void {
  const before = above?.numbering;
  if (numbering && before?.parts) refuse(before, 'replace', ['numbering'], report);
}

/** Everything that the two say of these must be equal, or one stands in the place of the other. */
function same(before: object, parts: Readonly<Record<string, unknown>>): Degree[] {
  return Object.entries(parts).map(([part, value]) =>
    isDeepStrictEqual((before as Record<string, unknown>)[part], value) ? 'tighten' : 'replace',
  );
}

function whenSame(before: { when: { says: unknown } }, after: unknown): Degree {
  return isDeepStrictEqual(before.when.says, after) ? 'tighten' : 'replace';
}

/** All of them are a sample of a hundred percent. */
function ofOwed({ owed: before }: CallbackRule, { owed: after }: CallbackEntry): Degree {
  const share = ({ all, sample }: CallbackEntry['owed']) => (all ? 100 : (sample?.percent ?? null));
  const [was, is] = [share(before), share(after)];
  if (was === null || is === null) return isDeepStrictEqual(before, after) ? 'tighten' : 'replace';
  return ofNumber(was, is, 'tighten');
}
