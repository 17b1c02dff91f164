import { limitOf, type Limit } from '../time/limit.js';
import { conventionsOf } from '../time/conventions.js';
import type { Report } from './check-names.js';
import { lets, type Degree } from './degrees.js';
import type { Compiled } from './compile.js';
import { changedClock, clocksNamed, type WrittenClock } from './compile/clocks.js';
import type { Version } from './schema.js';
import type { ClockChange, ClockEntry } from './sections/clocks.js';

/** An overlay keeps to what each rule above lets be done below it; a gap may always be filled. */
export function checkChanges(version: Version, above: Compiled | null, report: Report): void {
  version.changes.forEach((change, at) => {
    const meant = clocksNamed(above?.written ?? [], change.changes);
    if (meant.length !== 1) {
      const known = above?.procedure.clocks.map(({ key }) => key).join(', ') ?? 'none';
      const which =
        meant.length === 0
          ? `there is no clock "${change.changes}" to change`
          : `"${change.changes}" is on several levels`;
      report(['changes', at, 'changes'], `${which}; there are ${known}`);
      return;
    }
    if (version.changes.slice(0, at).some(({ changes }) => changes === change.changes)) {
      report(['changes', at, 'changes'], `"${change.changes}" is changed twice; say it in one change`);
    }
    const before = changedClock(meant[0]!, above!.procedure.options, above!.choices);
    if (before.entry.limit.notConfigured) return;
    const allowed = before.entry.below ?? 'tighten';
    for (const { part, degree } of degreesOf(before, change)) {
      if (lets(allowed, degree)) continue;
      const { basis } = before.reason;
      report(
        ['changes', at, part],
        `${degree}s ${part} of "${change.changes}", but ${basis} lets it be changed below only so far: ${allowed}`,
      );
    }
  });
}

function degreesOf(before: WrittenClock, change: ClockChange): { part: string; degree: Degree }[] {
  const degrees: { part: string; degree: Degree }[] = [];
  const replaced: (keyof ClockEntry & keyof ClockChange)[] = [
    ...(['name', 'from', 'counts', 'again', 'when', 'calendar', 'conventions', 'owner'] as const),
    ...(['metBy', 'endedBy', 'pauses', 'extension', 'below'] as const),
  ];
  for (const part of replaced) if (change[part] !== undefined) degrees.push({ part, degree: 'replace' });
  for (const part of ['warnings', 'onMiss'] as const) {
    if (change[part] !== undefined) degrees.push({ part, degree: 'tighten' });
  }
  if (change.inPrinciple && !before.entry.inPrinciple) degrees.push({ part: 'inPrinciple', degree: 'loosen' });
  if (change.limit) {
    const how = conventionsOf(...before.said, change.conventions);
    degrees.push({ part: 'limit', degree: compare(limitOf(before.entry.limit, how), limitOf(change.limit, how)) });
  }
  return degrees;
}

/** Limits in different measures cannot be said to be tighter or looser: one stands in the place of the other. */
function compare(before: Limit, after: Limit): Degree {
  if (before.kind === 'without' && after.kind === 'measured') return 'tighten';
  if (before.kind !== 'measured' || after.kind !== 'measured' || before.scale !== after.scale) return 'replace';
  return after.amount <= before.amount ? 'tighten' : 'loosen';
}
