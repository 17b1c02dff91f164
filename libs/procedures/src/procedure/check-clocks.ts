import type { Path, Report } from './check-names.js';
import { MISSED } from './platform-events.js';
import type { ClockRule, Procedure, Warning } from './procedure.js';

/** Where what a version says about a clock stands; null where it says nothing about it. */
export type PlaceOf = (clock: ClockRule) => Path | null;

/** A clock can start and run, what it is due with is due, and its pauses, warnings and extensions make sense. */
export function checkClocks({ clocks }: Procedure, placeOf: PlaceOf, report: Report): void {
  const idle = neverStarting(clocks);
  for (const clock of clocks) {
    const path = placeOf(clock);
    if (!path) continue;
    const tell = (part: string, message: string) => report([...path, part], message);
    if (idle.has(clock)) {
      tell('from', `"${clock.rule}" never starts: ${clock.from.join(', ')} never happens, for it has no due time`);
    }
    checkMeeting(clock, tell);
    checkPauses(clock, tell);
    checkWarnings(clock, tell);
    checkExtension(clock, tell);
    checkMissOfShared(clock, clocks, tell);
    const circle = dueWithItself(clock, clocks);
    if (circle) tell('limit', `is due with itself: ${circle.join(' -> ')}; one of them needs a limit of its own`);
  }
}

type Tell = (part: string, message: string) => void;

function checkMeeting({ from, metBy, metByAll, endedBy }: ClockRule, tell: Tell): void {
  const both = from.find((event) => metBy.has(event));
  if (both !== undefined && !metByAll) tell('metBy', `is met by "${both}", which starts it: it never runs`);
  for (const event of endedBy) {
    if (metBy.has(event)) tell('endedBy', `"${event}" both meets it and ends it; leave it out of one of them`);
  }
}

function checkPauses({ pauses }: ClockRule, tell: Tell): void {
  const endless = pauses.find(({ from, until }) => from === until);
  if (endless) tell('pauses', `a pause begins and ends by "${endless.from}": it would never end`);
}

function checkWarnings({ limit, warnings }: ClockRule, tell: Tell): void {
  if (warnings.length > 0 && !hasDue(limit)) tell('warnings', 'warns of a due time that the limit does not give');
  for (const { at } of warnings) {
    if (limit.kind === 'measured' && comesTooEarlyOrLate(at, limit)) {
      const part = 'left' in at ? 'left' : 'after';
      tell('warnings', `"${part}" is as long as the limit or longer: the warning must lie between start and due time`);
    }
  }
}

function comesTooEarlyOrLate(at: Warning['at'], limit: Extract<ClockRule['limit'], { kind: 'measured' }>): boolean {
  const length = 'left' in at ? at.left : 'after' in at ? at.after : null;
  return length?.kind === 'measured' && length.scale === limit.scale && length.amount >= limit.amount;
}

function checkExtension({ limit, extension }: ClockRule, tell: Tell): void {
  if (!extension) return;
  if (limit.kind === 'dueOf')
    tell('extension', `extends the due time of ${limit.clocks.join(', ')}: extend that clock`);
  if (!hasDue(limit) && extension.by.kind !== 'setPerCase') {
    const why = limit.kind === 'without' ? 'that has no number' : 'that is not configured';
    tell('extension', `extends a limit ${why}: only by: { setPerCase: true } can be added to it`);
  }
}

/** A clock that is due with another is missed with it: what a miss changes, that one's miss changes. */
function checkMissOfShared({ limit, rule, key, onMiss }: ClockRule, clocks: readonly ClockRule[], tell: Tell): void {
  if (limit.kind !== 'dueOf') return;
  const changes = onMiss.some(({ entry }) => entry.set !== undefined || entry.happens !== undefined);
  const events = [MISSED + rule, MISSED + key];
  const starts = clocks.some(({ from, metBy }) => [...from, ...metBy].some((event) => events.includes(event)));
  if (changes || starts) {
    tell('limit', `is due with ${limit.clocks.join(', ')}: let the miss of that clock set fields and start others`);
  }
}

function hasDue({ kind }: ClockRule['limit']): boolean {
  return kind !== 'notConfigured' && kind !== 'without';
}

/** Clocks that start only by the miss of such as have no due time, or never start themselves. */
function neverStarting(clocks: readonly ClockRule[]): Set<ClockRule> {
  const idle = new Set<ClockRule>();
  const never = (event: string) => {
    const missed = event.startsWith(MISSED) ? named(event.slice(MISSED.length), clocks) : [];
    return missed.length > 0 && missed.every((clock) => !hasDue(clock.limit) || idle.has(clock));
  };
  for (let before = -1; before < idle.size;) {
    before = idle.size;
    for (const clock of clocks) if (clock.from.every(never)) idle.add(clock);
  }
  return idle;
}

function dueWithItself(start: ClockRule, clocks: readonly ClockRule[]): string[] | null {
  const walk = (clock: ClockRule, way: readonly ClockRule[]): ClockRule[] | null => {
    if (clock.limit.kind !== 'dueOf') return null;
    for (const next of clock.limit.clocks.flatMap((name) => named(name, clocks))) {
      if (next === start) return [...way, next];
      const found = way.includes(next) ? null : walk(next, [...way, next]);
      if (found) return found;
    }
    return null;
  };
  return walk(start, [start])?.map(({ key }) => key) ?? null;
}

const named = (name: string, clocks: readonly ClockRule[]) =>
  clocks.filter(({ rule, key }) => rule === name || key === name);
