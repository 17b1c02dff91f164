import { holds } from '../conditions/condition.js';
import type { Fields } from '../conditions/fields.js';
import type { ClockRule } from '../procedure/procedure.js';
import type { Fact } from './fact.js';

/** One running of a clock: what the facts say about it, before any time is reckoned. */
export interface Run {
  rule: ClockRule;
  /** 1 for its first start. */
  number: number;
  startedAt: number;
  startedBy: string;
  /** Whether its condition holds now, and whether it ever did. */
  applies: boolean;
  applied: boolean;
  pauses: readonly Pause[];
  extensions: readonly Extension[];
  /** The due instant fixed for this case, and who knows of it since when. */
  fixed: number | null;
  /** When the event it runs up to is planned. */
  planned: number | null;
  end: { state: 'met' | 'cancelled'; at: number; by: string } | null;
}

export interface Pause {
  from: number;
  until: number | null;
  reason: string;
}

export interface Extension {
  askedAt: number;
  by: string;
}

/** A start event opens a run; a clock that runs already is replaced by it, or goes on where its rule says `once`. */
export function startRun(rule: ClockRule, earlier: readonly Run[], fact: Fact, fields: Fields): Run | null {
  if (!rule.from.includes(fact.fact)) return null;
  if (rule.again === 'once' && earlier.length > 0) return null;
  const applies = holds(rule.when, fields, rule.conventions.thresholds === 'exclusive');
  return {
    rule,
    number: earlier.length + 1,
    startedAt: countedFrom(rule, fact),
    startedBy: fact.fact,
    applies,
    applied: applies,
    pauses: [],
    extensions: [],
    fixed: null,
    planned: null,
    end: null,
  };
}

/** What a later fact changes about a run that has not ended; the same run when it changes nothing. */
export function continueRun(run: Run, fact: Fact, fields: Fields): Run {
  const { rule } = run;
  const at = fact.recordedAt;
  if (rule.metBy.has(fact.fact)) return endRun(run, run.applies ? 'met' : 'cancelled', at, fact.fact);
  if (rule.endedBy.has(fact.fact)) return endRun(run, 'cancelled', at, fact.fact);

  let next = run;
  const open = run.pauses.at(-1)?.until === null;
  for (const { from, until, reasons } of rule.pauses) {
    const reason = fact.reason ?? '';
    if (!open && fact.fact === from && (reasons === null || reasons.includes(reason))) {
      next = { ...next, pauses: [...next.pauses, { from: at, until: null, reason }] };
    } else if (open && fact.fact === until) next = { ...next, pauses: closed(next.pauses, at) };
  }
  if (fact.fact === 'limit.set' && fact.rule === rule.rule && fact.until !== undefined) {
    next = { ...next, fixed: fact.until };
  }
  if (fact.fact === 'event.planned' && rule.limit.kind === 'before' && fact.event === rule.limit.event) {
    next = { ...next, planned: fact.until ?? null };
  }
  if (fact.fact === 'extension.granted' && fact.rule === rule.rule && fact.by !== undefined) {
    next = { ...next, extensions: [...next.extensions, { askedAt: fact.askedAt ?? at, by: fact.by }] };
  }
  const applies = holds(rule.when, fields, rule.conventions.thresholds === 'exclusive');
  return applies === next.applies ? next : { ...next, applies, applied: next.applied || applies };
}

export function endRun(run: Run, state: 'met' | 'cancelled', at: number, by: string): Run {
  return { ...run, pauses: closed(run.pauses, at), end: { state, at, by } };
}

function closed(pauses: readonly Pause[], at: number): Pause[] {
  return pauses.map((pause) => (pause.until === null ? { ...pause, until: at } : pause));
}

function countedFrom({ counts }: ClockRule, fact: Fact): number {
  if (counts === 'occurredAt') return fact.occurredAt;
  return counts === 'receivedAt' ? (fact.receivedAt ?? fact.recordedAt) : fact.recordedAt;
}
