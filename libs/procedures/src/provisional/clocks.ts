import type { BasisVersion } from '../answer.js';
import type { Clock } from '../procedures.js';
import type { Timeline, TimelineFact } from '../timeline.js';
import { BASES, known } from './bases.js';
import { CLOCK_RULES, GROUP_LEVEL_ON_MISS, type ClockRule } from './clock-rules.js';

/** Every clock that the facts started, in the order of the rules and of their starts. */
export function clocks(bases: readonly BasisVersion[], timeline: Timeline): Clock[] {
  const names = known(bases);
  return CLOCK_RULES.filter(({ basis }) => names.has(basis)).flatMap((rule) => {
    const added = names.has('groupLevel') && rule.basis === 'limits' ? (GROUP_LEVEL_ON_MISS[rule.rule] ?? []) : [];
    const effective = { ...rule, onMiss: [...rule.onMiss, ...added] };
    return runsOf(effective, timeline).map((run, index) => clockOf(effective, run, index + 1));
  });
}

/** What the facts say about one clock, before any time is reckoned. */
interface Run {
  start: TimelineFact;
  pauses: Clock['pauses'];
  end: { state: 'met' | 'cancelled'; at: Date } | null;
}

function runsOf(rule: ClockRule, timeline: Timeline): Run[] {
  const runs: Run[] = [];
  for (const fact of timeline) {
    const running = runs.at(-1)?.end === null ? runs.at(-1)! : null;
    if (running) applyTo(running, rule, fact);
    if (rule.startedBy.includes(fact.fact)) {
      if (running?.end === null) endWith(running, 'cancelled', fact.recordedAt);
      runs.push({ start: fact, pauses: [], end: null });
    }
  }
  return runs;
}

function applyTo(run: Run, rule: ClockRule, { fact, recordedAt, reason }: TimelineFact): void {
  const open = run.pauses.at(-1)?.until === null ? run.pauses.at(-1)! : null;
  if (rule.metBy.includes(fact)) endWith(run, 'met', recordedAt);
  else if (rule.cancelledBy.includes(fact)) endWith(run, 'cancelled', recordedAt);
  else if (!rule.pausable) return;
  else if (fact === 'work.paused' && !open) run.pauses.push({ from: recordedAt, until: null, reason: reason ?? '' });
  else if (fact === 'work.resumed' && open) open.until = recordedAt;
}

function endWith(run: Run, state: 'met' | 'cancelled', at: Date): void {
  run.end = { state, at };
  for (const pause of run.pauses) pause.until ??= at;
}

function clockOf(rule: ClockRule, { start, pauses, end }: Run, number: number): Clock {
  const basis = BASES[rule.basis];
  const startedAt = rule.countsFrom(start);
  const due = rule.dueAfter(startedAt);
  const moved = due ? shiftedBy(pauses, due, rule.warnAfter(startedAt)) : { dueAt: null, warnAt: [], pauses: [] };
  const unended = !due ? 'notConfigured' : moved.dueAt ? 'armed' : 'paused';
  return {
    id: `${basis.id}/${rule.rule}/${number}`,
    rule: rule.rule,
    basis: { ...basis },
    state: end?.state ?? unended,
    startedAt,
    startedBy: start.fact,
    ...moved,
    metAt: end?.state === 'met' ? end.at : null,
    owner: rule.owner,
    onWarning: [...rule.onWarning],
    onMiss: [...rule.onMiss],
    name: rule.name,
    reason: due ? rule.reason : { ...rule.reason, source: `${rule.reason.source}; working days not decreed yet` },
  };
}

/** A pause moves what still lies ahead of it. One that begins after the due time comes too late and changes nothing. */
function shiftedBy(pauses: Clock['pauses'], due: Date, warnings: Date[]): Pick<Clock, 'dueAt' | 'warnAt' | 'pauses'> {
  const counted: Clock['pauses'] = [];
  let dueAt = due;
  let warnAt = warnings;
  for (const pause of pauses) {
    if (pause.from > dueAt) break;
    counted.push(pause);
    if (!pause.until) return { dueAt: null, warnAt: warnAt.filter((at) => at < pause.from), pauses: counted };
    const length = pause.until.getTime() - pause.from.getTime();
    dueAt = later(dueAt, length);
    warnAt = warnAt.map((at) => (at < pause.from ? at : later(at, length)));
  }
  return { dueAt, warnAt, pauses: counted };
}

const later = (at: Date, milliseconds: number) => new Date(at.getTime() + milliseconds);
