import { isDeepStrictEqual } from 'node:util';
import type { Path, Report } from './check-names.js';
import { howRead, type Compiled } from './compile.js';
import { lets, most, ofNumber, opensMore, type Degree } from './degrees.js';
import type { Below } from './sections/notation.js';
import { conventionsOf } from '../time/conventions.js';
import { limitOf, type Limit } from '../time/limit.js';
import type { ActionRule, CallbackRule, Procedure, Rule } from './procedure.js';
import type { Version } from './schema.js';
import { ANY_ACTION, permits } from './sections/actions.js';
import type { CallbackEntry } from './sections/callbacks.js';

/** An overlay keeps to what each rule above lets be done below it, in every section but clocks and decisions. */
export function checkReplacements(version: Version, compiledAbove: Compiled | null, report: Report): void {
  const above = compiledAbove?.procedure ?? null;
  const said = howRead(version, compiledAbove).conventions;
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
        ...same(before, { distinct: after.distinct ?? null, conventions: conventionsOf(...said, after.conventions) }),
        whenSame(before, after.when),
        ofNumber(before.atLeast, after.atLeast === 'notConfigured' ? null : after.atLeast, 'loosen'),
        ofWindow(before.within, after.within ? limitOf(after.within, conventionsOf(...said, after.conventions)) : null),
      ]),
  });
  check('proposals', version.proposals, above?.proposals, report, {
    isOpen: ({ measures, decidedBy }) =>
      measures.some(({ amountNotConfigured }) => amountNotConfigured) || decidedBy.some(({ role }) => role === null),
    degree: () => 'replace',
  });
  check('cases', version.cases, above?.cases, report, {
    isOpen: () => false,
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
  below?: Below | undefined;
}

function check<R extends Rule, E extends Replacing>(
  section: 'callbacks' | 'parties' | 'lookBacks' | 'cases' | 'proposals' | 'duties',
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
    } else {
      if (!isOpen(before)) refuse(before, degree(before, entry), path, report);
      // Or the level below this one could do what this one may not.
      if (entry.below !== undefined && opensMore(before.below, entry.below)) {
        const { basis } = before.reason;
        report(
          [section, at, 'below'],
          `lets "${entry.replaces}" be changed below as "${entry.below}", but ${basis} only so far: ${before.below}`,
        );
      }
    }
  });
}

function refuse({ rule, below, reason }: Rule, degree: Degree, path: Path, report: Report): void {
  if (lets(below, degree)) return;
  report(path, `${degree}s "${rule}", but ${reason.basis} lets it be changed below only so far: ${below}`);
}

/** To refuse or require more tightens; to permit what is permitted above to somebody, somewhere, loosens. */
function checkActions(version: Version, above: readonly ActionRule[], report: Report): void {
  version.actions.forEach((entry, at) => {
    const degree = permits(entry) ? 'loosen' : 'tighten';
    const named = [entry.action].flat();
    const touched = above.filter(
      ({ kind, actions }) =>
        (degree === 'tighten' || kind === 'permits') &&
        actions.some((one) => named.includes(one) || named.includes(ANY_ACTION)),
    );
    const closed = touched.find(({ below }) => !lets(below, degree));
    if (closed) refuse(closed, degree, ['actions', at], report);
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

/** A longer window finds more; without one every earlier ticket counts. */
function ofWindow(before: Limit | null, after: Limit | null): Degree {
  if (after === null) return 'tighten';
  if (before === null) return 'loosen';
  if (before.kind !== 'measured' || after.kind !== 'measured' || before.scale !== after.scale) {
    return isDeepStrictEqual(before, after) ? 'tighten' : 'replace';
  }
  return ofNumber(before.amount, after.amount, 'tighten');
}

/** All of them are a sample of a hundred percent. */
function ofOwed({ owed: before }: CallbackRule, { owed: after }: CallbackEntry): Degree {
  const share = ({ all, sample }: CallbackEntry['owed']) => (all ? 100 : (sample?.percent ?? null));
  const [was, is] = [share(before), share(after)];
  if (was === null || is === null) return isDeepStrictEqual(before, after) ? 'tighten' : 'replace';
  if (before.sample && after.sample && !isDeepStrictEqual({ ...before.sample, percent: is }, after.sample)) {
    return 'replace';
  }
  return ofNumber(was, is, 'tighten');
}
