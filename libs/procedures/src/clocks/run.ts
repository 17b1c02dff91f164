import type { Fields } from '../conditions/fields.js';
import type { ClockRule } from '../procedure/procedure.js';
import type { Due } from '../time/due.js';
import { dueOf, type ConsideredExtension } from './due-of-run.js';
import type { Fact } from './fact.js';
import type { Touch } from './replay-index.js';

/** One running of a clock. A value: what a fact changes about it is a new one. */
export interface Run {
  rule: ClockRule;
  /** 1 for its first start. */
  number: number;
  startedAt: number;
  startedBy: string;
  /** Whether its condition holds now, and whether it ever did. */
  applies: boolean;
  applied: boolean;
  /** When its condition ceased to hold; null while it holds. */
  ceasedAt: number | null;
  /** Of a clock that several events meet together: those that have happened. */
  metParts: readonly string[];
  pauses: readonly Pause[];
  asked: readonly AskedExtension[];
  /** The due instant fixed for this case. */
  fixed: number | null;
  /** When the event it runs up to is planned. */
  planned: number | null;
  end: { state: 'met' | 'cancelled'; at: number; by: string } | null;
  /** What follows from all this, if it ever applied; worked out once for each change. */
  due: Due;
  extensions: readonly ConsideredExtension[];
  /** The due instant at which its miss has happened. */
  missedAt: number | null;
  /** When what its due time and its condition follow from was last learnt: it was not missed before that. */
  changedAt: number;
}

export interface Pause {
  from: number;
  until: number | null;
  reason: string;
}

/** More time that was asked for, and whether who must consent has. */
export interface AskedExtension {
  askedAt: number;
  by: string;
  /** Null where the text does not say who consents. */
  consented: boolean | null;
  /** Until when, where the consent says so. */
  until: number | null;
}

/** A start event opens a run; a clock that runs already is replaced by it, or goes on where its rule says `once`. */
export function startRun(rule: ClockRule, earlier: readonly Run[], fact: Fact, fields: Fields): Run | null {
  if (rule.again === 'once' && earlier.length > 0) return null;
  const applies = rule.when.holds(fields);
  return reckoned({
    rule,
    number: earlier.length + 1,
    startedAt: countedFrom(rule, fact),
    startedBy: fact.fact,
    applies,
    applied: applies,
    ceasedAt: applies ? null : fact.recordedAt,
    metParts: [],
    pauses: [],
    asked: [],
    fixed: rule.limit.kind === 'setPerCase' && rule.limit.bySource ? (fact.until ?? null) : null,
    planned: null,
    end: null,
    due: NOT_ASKED,
    extensions: [],
    missedAt: null,
    changedAt: fact.recordedAt,
  });
}

/** What a later fact changes about a run that has not ended; the same run when it changes nothing. */
export function continueRun(run: Run, fact: Fact, does: Touch['does'], fields: Fields): Run {
  const { rule } = run;
  const at = fact.recordedAt;
  if (does === 'meets') {
    const met = rule.metByAll ? [...new Set([...run.metParts, fact.fact])] : null;
    if (met && met.length < rule.metBy.size) return { ...run, metParts: met };
    return endRun(run, run.applies ? 'met' : 'cancelled', at, fact.fact);
  }
  if (does === 'ends') return endRun(run, 'cancelled', at, fact.fact);

  let next = run;
  const open = run.pauses.at(-1)?.until === null;
  for (const { from, until, reasons } of rule.pauses) {
    const reason = fact.reason ?? '';
    if (!open && fact.fact === from && (reasons === null || reasons.includes(reason))) {
      next = { ...next, pauses: [...next.pauses, { from: at, until: null, reason }] };
    } else if (open && fact.fact === until) next = { ...next, pauses: closed(next.pauses, at) };
  }
  if (fact.fact === 'limit.set' && isMeant(rule, fact) && fact.until !== undefined) {
    next = { ...next, fixed: fact.until };
  }
  if (fact.fact === 'event.planned' && rule.limit.kind === 'before' && fact.event === rule.limit.event) {
    next = { ...next, planned: fact.until ?? null };
  }
  if (fact.fact === 'extension.granted' && isMeant(rule, fact) && fact.by !== undefined) {
    next = { ...next, asked: [...next.asked, askedExtension(rule, fact, fact.by, fields)] };
  }
  if (next === run) return run;
  next.changedAt = at;
  return reckoned(next);
}

/** Whether its condition holds now. */
export function appliedTo(run: Run, fields: Fields, at: number): Run {
  const applies = run.rule.when.holds(fields);
  if (applies === run.applies) return run;
  const next = { ...run, applies, applied: run.applied || applies, ceasedAt: applies ? null : at, changedAt: at };
  return run.applied ? next : reckoned(next);
}

export function endRun(run: Run, state: 'met' | 'cancelled', at: number, by: string): Run {
  const ended = { ...run, end: { state, at, by } };
  return run.pauses.at(-1)?.until === null ? reckoned({ ...ended, pauses: closed(run.pauses, at) }) : ended;
}

/** The instant after which it is missed, while it runs; null when nothing can be missed. */
export function runsOutAt(run: Run): number | null {
  if (run.end !== null || !run.applies || run.due.kind !== 'at' || run.missedAt === run.due.at) return null;
  return isPaused(run) ? null : run.due.at;
}

/** A pause that begins after the due instant comes too late. */
export function isPaused({ pauses, due }: Run): boolean {
  const last = pauses.at(-1);
  return last?.until === null && (due.kind !== 'at' || last.from <= due.at);
}

/** Two procedures of a ticket may each have a rule of one name; whoever means one of them names the procedure too. */
const isMeant = ({ rule, declaredBy }: ClockRule, fact: Fact) =>
  fact.rule === rule || fact.rule === `${declaredBy}/${rule}`;

function askedExtension({ extension }: ClockRule, fact: Fact, by: string, fields: Fields): AskedExtension {
  const consent = extension?.consent;
  const consented =
    consent === null ? null : (consent ?? []).some(({ role, when }) => role === by && when.holds(fields));
  return { askedAt: fact.askedAt ?? fact.recordedAt, by, consented, until: fact.until ?? null };
}

const NOT_ASKED: Due = { kind: 'notConfigured' };

/** Of a run just made, which nobody else has yet. When one is due that has never applied, nobody asks. */
function reckoned(made: Run): Run {
  if (!made.applied) return made;
  const { due, extensions } = dueOf(made);
  made.due = due;
  made.extensions = extensions;
  return made;
}

function closed(pauses: readonly Pause[], at: number): Pause[] {
  return pauses.map((pause) => (pause.until === null ? { ...pause, until: at } : pause));
}

function countedFrom({ counts }: ClockRule, fact: Fact): number {
  if (counts === 'occurredAt') return fact.occurredAt;
  return counts === 'receivedAt' ? (fact.receivedAt ?? fact.recordedAt) : fact.recordedAt;
}
