import { fieldsOf } from '../conditions/condition.js';
import { decided, ruleFor } from '../conditions/decide.js';
import type { Fields, FieldValue } from '../conditions/fields.js';
import { DEFAULT_STAGES } from '../life-cycle/default-life-cycle.js';
import { MISSED } from '../procedure/platform-events.js';
import type { ClockRule, Decision, Procedure } from '../procedure/procedure.js';
import type { Fact } from './fact.js';
import { nameOfClock } from './clock-state.js';
import { NO_REACTION, replayIndex, type Reaction, type ReplayIndex } from './replay-index.js';
import { appliedTo, continueRun, endRun, runsOutAt, startRun, type Run } from './run.js';

/** A ticket as its facts leave it. A value: going on from it leaves it as it is. */
export interface TicketState {
  stage: string;
  /** What facts and misses have said, the latest last. */
  said: Fields;
  /** The same with the reading of each option and what the procedure decides from them. */
  fields: Fields;
  /** Every run of every clock, by the place of its rule and in the order of its starts. */
  runs: readonly (readonly Run[])[];
  /** What happened because a clock was missed, in time order. */
  missed: readonly MissedClock[];
}

export interface MissedClock {
  clock: string;
  run: number;
  at: number;
  /** The due instant, which may have been past when it became known. */
  due: number;
  /** What its clock's id is; see `ClockState`. */
  id: string;
  /** Fields that it set, and questions that are answered otherwise by it. */
  set: Readonly<Record<string, FieldValue>>;
  decided: Readonly<Record<string, FieldValue | undefined>>;
  /** Events that count as having happened by it. */
  happened: readonly string[];
}

/**
 * The state of a ticket under a procedure: a pure function of its facts in the order they were recorded, and of `now`,
 * up to which clocks that ran out have been missed. Going on from a state gives the same as beginning anew.
 */
export function replay(
  procedure: Procedure,
  facts: readonly Fact[],
  { now, from }: { now?: number; from?: TicketState } = {},
): TicketState {
  const going = new Replay(procedure, from);
  for (const fact of facts) going.add(fact);
  if (now !== undefined) going.until(now);
  return going.state();
}

/** Mutable inside one call of `replay`, for speed; asked for its state once, at the end. */
class Replay {
  private readonly index: ReplayIndex;
  private readonly runs: Run[][];
  private readonly said: Record<string, FieldValue | undefined>;
  private readonly fields: Record<string, FieldValue | undefined>;
  private readonly missed: MissedClock[];
  private stage: string;
  /** What must be asked again, by the places of `ReplayIndex.askedAgain`. */
  private readonly stale: Uint8Array;
  private isStale = false;
  /** The first instant after which a clock whose miss changes something is missed. */
  private nextMiss = Number.POSITIVE_INFINITY;

  constructor(
    private readonly procedure: Procedure,
    from: TicketState | undefined,
  ) {
    this.index = replayIndex(procedure);
    this.runs = from ? from.runs.map((runs) => [...runs]) : procedure.clocks.map(() => []);
    this.said = { ...from?.said };
    this.fields = { ...(from?.fields ?? this.index.initially) };
    this.missed = [...(from?.missed ?? [])];
    this.stage = from?.stage ?? 'new';
    this.stale = new Uint8Array(procedure.decisions.length + this.index.conditional.length);
    if (from) this.findNextMiss();
  }

  add(fact: Fact): void {
    this.until(fact.recordedAt);
    this.happen(fact);
  }

  /** A clock is missed after its due instant, not at it. */
  until(now: number): void {
    while (this.nextMiss < now) this.missFirst();
  }

  state(): TicketState {
    const { stage, said, fields, runs, missed } = this;
    return { stage, said, fields, runs, missed };
  }

  private happen(fact: Fact, aged?: Set<string>): void {
    const reaction = this.index.reactions.get(fact.fact) ?? NO_REACTION;
    this.learn(fact, reaction);
    if (this.isStale) this.askAgain(fact.recordedAt, reaction.starts, aged);
    for (const { rule, does } of reaction.touches) {
      const run = this.running(rule.at);
      if (run) this.put(rule.at, run, continueRun(run, fact, does, this.fields));
    }
    for (const { at } of reaction.starts) this.start(at, fact);
    if (this.nextMiss === Number.NEGATIVE_INFINITY) this.findNextMiss();
  }

  /** Takes in what a fact says. */
  private learn({ set }: Fact, reaction: Reaction): void {
    const { counted, rests } = reaction;
    if (counted !== null) this.say(counted, Number(this.said[counted] ?? 0) + 1);
    if (rests !== null) this.say('paused', rests);
    for (const field in set) this.say(field, set[field]!);
    const stage = stageAfter(this.procedure, reaction, this.stage, this.fields);
    if (stage === this.stage) return;
    this.stage = stage;
    this.set('stage', stage);
  }

  private say(field: string, value: FieldValue): void {
    this.said[field] = value;
    this.set(field, value);
  }

  private set(field: string, value: FieldValue | undefined): void {
    if (this.fields[field] === value) return;
    this.fields[field] = value;
    const places = this.index.askedAgain.get(field);
    if (!places) return;
    for (const place of places) this.stale[place] = 1;
    this.isStale = true;
  }

  /** In the order of the decisions, none of which looks at a later one; what they change makes others stale in turn. */
  private askAgain(at: number, started: readonly ClockRule[], aged?: Set<string>): void {
    const { decisions } = this.procedure;
    const { conditional } = this.index;
    for (let place = 0; place < decisions.length; place++) {
      if (!this.stale[place]) continue;
      const decision = decisions[place]!;
      if (aged) this.forgetAged(decision, aged);
      // What a fact has said about a question stands: somebody has assessed or reclassified the ticket.
      this.set(decision.field, this.said[decision.field] ?? decided(decision, this.fields));
      this.stale[place] = 0;
    }
    for (let place = 0; place < conditional.length; place++) {
      if (!this.stale[decisions.length + place]) continue;
      this.stale[decisions.length + place] = 0;
      const rule = conditional[place]!;
      // A run that this very event replaces does not come to apply by it.
      if (rule.again === 'anew' && started.includes(rule)) continue;
      const run = this.running(rule.at);
      if (run) this.put(rule.at, run, appliedTo(run, this.fields, at));
    }
    this.isStale = false;
  }

  /** What was said about a question stands until it ages: until a rule fits that looks at what a miss has set since. */
  private forgetAged(decision: Decision, aged: Set<string>): void {
    const { when } = ruleFor(decision, this.fields);
    if (!fieldsOf(when.says).some((field) => aged.has(field))) return;
    delete this.said[decision.field];
    aged.add(decision.field);
  }

  private running(at: number): Run | null {
    const last = this.runs[at]!.at(-1);
    return last?.end === null ? last : null;
  }

  private put(at: number, before: Run, run: Run): void {
    if (run === before) return;
    const runs = this.runs[at]!;
    runs[runs.length - 1] = run;
    this.followMiss(at, before, run);
  }

  private start(at: number, fact: Fact): void {
    const runs = this.runs[at]!;
    const run = startRun(this.procedure.clocks[at]!, runs, fact, this.fields);
    if (!run) return;
    const before = this.running(at);
    if (before) runs[runs.length - 1] = endRun(before, 'cancelled', fact.recordedAt, fact.fact);
    runs.push(run);
    this.followMiss(at, before, run);
  }

  /** Only when the run that would be missed first has changed, the first is looked for among all. */
  private followMiss(at: number, before: Run | null, run: Run): void {
    if (!this.index.eventful[at]) return;
    if (before && runsOutAt(before) === this.nextMiss) this.nextMiss = Number.NEGATIVE_INFINITY;
    else this.nextMiss = Math.min(this.nextMiss, runsOutAt(run) ?? Number.POSITIVE_INFINITY);
  }

  private findNextMiss(): void {
    this.nextMiss = this.firstMiss()?.at ?? Number.POSITIVE_INFINITY;
  }

  private firstMiss(): { place: number; at: number } | null {
    let first: { place: number; at: number } | null = null;
    for (let place = 0; place < this.runs.length; place++) {
      const run = this.index.eventful[place] ? this.running(place) : null;
      const at = run && runsOutAt(run);
      if (at !== null && (first === null || at < first.at)) first = { place, at };
    }
    return first;
  }

  /**
   * A miss is an event at the due instant: it sets fields, and lets other events happen. Where the due instant was past
   * when it became known, because the clock applies only now or was back-dated, it is an event of that time.
   */
  private missFirst(): void {
    const { place, at: due } = this.firstMiss()!;
    const runs = this.runs[place]!;
    const run = { ...runs.at(-1)!, missedAt: due };
    runs[runs.length - 1] = run;
    const at = Math.max(due, run.changedAt);
    const { rule, key, onMiss } = run.rule;
    const effects = onMiss.filter(({ when }) => when.holds(this.fields)).map(({ entry }) => entry);
    const happened = effects.flatMap(({ happens }) => happens ?? []);
    const before = { ...this.fields };

    const set = Object.assign({}, ...effects.map((effect) => effect.set ?? {})) as Record<string, FieldValue>;
    const told = { ...set };
    const aged = new Set(Object.keys(set));
    if (this.index.askedAgain.has('overdue')) set.overdue = Number(this.said.overdue ?? 0) + 1;
    const events = [...new Set([MISSED + rule, MISSED + key])];
    for (const [nth, fact] of [...events, ...happened].entries()) {
      this.happen({ fact, recordedAt: at, occurredAt: at, ...(nth === 0 ? { set } : {}) }, aged);
    }
    const id = `${nameOfClock(run.rule)}/${run.number}`;
    this.missed.push({
      clock: key,
      run: run.number,
      at,
      due,
      id,
      happened,
      set: told,
      decided: this.decidedSince(before),
    });
    this.findNextMiss();
  }

  private decidedSince(before: Fields): MissedClock['decided'] {
    const changed = this.procedure.decisions.filter(({ field }) => before[field] !== this.fields[field]);
    return Object.fromEntries(changed.map(({ field }) => [field, this.fields[field]]));
  }
}

/** Where a fact leads: by a permission of the procedure, by a stage that it enters, by the default life cycle. */
function stageAfter({ stages }: Procedure, reaction: Reaction, stage: string, fields: Fields): string {
  const { leads, enters, leavesTheEnd } = reaction;
  for (const { from, when, leadsTo } of leads) {
    if ((from === null || from.includes(stage)) && when.holds(fields)) return leadsTo === 'same' ? stage : leadsTo!;
  }
  if (enters === null || enters === stage) return stage;
  const ended = stages.get(stage)?.ends ?? DEFAULT_STAGES[stage]?.ends ?? false;
  return ended && !leavesTheEnd ? stage : enters;
}
