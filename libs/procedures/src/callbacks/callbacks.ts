import type { Reason } from '../answer.js';
import type { Fields } from '../conditions/fields.js';
import type { CallbackRule, Procedure } from '../procedure/procedure.js';

/** What a rule says about calling one customer back. */
export interface CallbackAnswer {
  rule: string;
  owed: 'owed' | 'notOwed' | 'ifDrawn' | 'ifJudgedSo' | 'notConfigured';
  by: string;
  attempts: number | null;
  /** The clock that limits it. */
  clock: string | null;
  reason: Reason;
}

/** The callbacks (回访) that the rules of a procedure owe a ticket to which these events have happened. */
export function callbacksOwed({ callbacks }: Procedure, happened: readonly string[], fields: Fields): CallbackAnswer[] {
  return callbacks.map((rule) => ({
    rule: rule.rule,
    owed:
      rule.from.some((event) => happened.includes(event)) && rule.when.holds(fields) ? owedBy(rule, fields) : 'notOwed',
    by: rule.by,
    attempts: rule.attempts,
    clock: rule.clock,
    reason: rule.reason,
  }));
}

function owedBy({ owed }: CallbackRule, fields: Fields): CallbackAnswer['owed'] {
  if (owed.all) return 'owed';
  if (owed.sample) return 'ifDrawn';
  if (owed.marked !== undefined) return fields[owed.marked] === true ? 'owed' : 'notOwed';
  return owed.asNeeded ? 'ifJudgedSo' : 'notConfigured';
}

/** How many of `n` a share is, in whole tickets and exactly: 30 percent of 10 are 3, never 4 (T12). */
export function sampleSize(
  percent: number,
  n: number,
  rounding: 'roundUp' | 'roundDown' | 'roundHalfUp' = 'roundUp',
): number {
  // Millionths of a percent: every share a file can write is a whole number of them.
  const WHOLE = 100_000_000n;
  const parts = BigInt(Math.round(percent * 1_000_000)) * BigInt(n);
  const add = { roundUp: WHOLE - 1n, roundDown: 0n, roundHalfUp: WHOLE / 2n }[rounding];
  return Number((parts + add) / WHOLE);
}

/** A number of 0 and more, below the one given. */
export type Draw = (below: number) => number;

/**
 * Those that a rule samples, apart for each value of the fields it names. `draw` is the randomness; without it the first
 * are taken, so that a caller can order them.
 */
export function sampleOf<T extends { fields: Fields }>(
  { owed, rounding }: CallbackRule,
  population: readonly T[],
  draw?: Draw,
): T[] {
  const { sample } = owed;
  if (!sample) return [];
  const groups = new Map<string, T[]>();
  for (const one of population) {
    const group = JSON.stringify((sample.each ?? []).map((field) => one.fields[field] ?? null));
    groups.set(group, [...(groups.get(group) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) => {
    const size = sampleSize(sample.percent, group.length, rounding);
    return (draw ? shuffled(group, draw) : group).slice(0, size);
  });
}

/** Fisher and Yates: every order is equally likely when every draw is. */
function shuffled<T>(all: readonly T[], draw: Draw): T[] {
  const left = [...all];
  return all.map(() => left.splice(draw(left.length), 1)[0]!);
}
