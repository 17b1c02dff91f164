import type { Reason } from '../answer.js';
import { isLate, type ClockState } from '../clocks/clock-state.js';
import type { Due } from '../time/due.js';

/** How a clock stands otherwise after a changed rule or calendar. Null where it is not there at all. */
export interface Revision {
  clock: string;
  before: Standing | null;
  after: Standing | null;
}

export interface Standing {
  due: Due;
  late: boolean;
  reason: Reason;
}

/**
 * What differs between two reckonings of the same facts, clock by clock: never a changed past, always before, after and
 * the rule that says so. Clocks are told apart by rule and number of the start, so that an overlay's clock is compared with
 * that of the procedure it extends.
 */
export function revisionsOf(before: readonly ClockState[], after: readonly ClockState[], now: number): Revision[] {
  const earlier = new Map(before.map((clock) => [nameOf(clock), clock]));
  const later = new Map(after.map((clock) => [nameOf(clock), clock]));
  const names = new Set([...earlier.keys(), ...later.keys()]);
  return [...names].flatMap((clock) => {
    const was = standing(earlier.get(clock), now);
    const is = standing(later.get(clock), now);
    return sameStanding(was, is) ? [] : [{ clock, before: was, after: is }];
  });
}

const nameOf = ({ rule, number }: ClockState) => `${rule.rule}/${number}`;

function standing(clock: ClockState | undefined, now: number): Standing | null {
  return clock ? { due: clock.due, late: isLate(clock, now), reason: clock.reason } : null;
}

function sameStanding(one: Standing | null, other: Standing | null): boolean {
  if (one === null || other === null) return one === other;
  return one.late === other.late && sameDue(one.due, other.due);
}

function sameDue(one: Due, other: Due): boolean {
  return one.kind === 'at' && other.kind === 'at' ? one.at === other.at : one.kind === other.kind;
}
