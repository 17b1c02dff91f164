import { decideInto } from '../conditions/decide.js';
import type { Fields, FieldValue } from '../conditions/fields.js';
import { DEFAULT_STAGES, STAGE_AFTER } from '../life-cycle/default-life-cycle.js';
import { MISSED } from '../procedure/platform-events.js';
import type { Procedure } from '../procedure/procedure.js';
import type { Fact } from './fact.js';
import { replayIndex, type ReplayIndex } from './replay-index.js';
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
  /** Events that count as having happened by it. */
  happened: readonly string[];
}

/** Facts that are counted, and the field that holds how many there were. */
const COUNTED: Readonly<Record<string, string>> = {
  'work.returned': 'returns',
  'work.transferred': 'transfers',
  'work.urged': 'urges',
  'ticket.reopened': 'reopenings',
  'work.replyRefused': 'refusedReplies',
  'review.requested': 'reviews',
  'callback.made': 'callbackAttempts',
};

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

/** Mutable inside one call of `replay`, for speed; nothing of it is handed out but values. */
class Replay {
  private readonly index: ReplayIndex;
  private readonly runs: Run[][];
  private readonly said: Record<string, FieldValue | undefined>;
  private readonly fields: Record<string, FieldValue | undefined>;
  private readonly missed: MissedClock[];
  private stage: string;
  /** The first instant after which a clock whose miss changes something is missed. */
  private nextMiss = Number.POSITIVE_INFINITY;

  constructor(
    private readonly procedure: Procedure,
    from: TicketState | undefined,
  ) {
    this.index = replayIndex(procedure);
    this.runs = from ? from.runs.map((runs) => [...runs]) : procedure.clocks.map(() => []);
    this.said = { ...from?.said };
    this.fields = { ...from?.fields };
    this.missed = [...(from?.missed ?? [])];
    this.stage = from?.stage ?? 'new';
    if (from) this.findNextMiss();
    else this.begin();
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
    return { stage, said: { ...said }, fields: { ...fields }, runs: runs.map((one) => [...one]), missed: [...missed] };
  }

  private begin(): void {
    for (const [name, { chosen }] of this.procedure.options) this.fields[name] = chosen;
    this.fields.stage = this.stage;
    decideInto(this.procedure, this.fields);
  }

  private happen(fact: Fact): void {
    const started = this.index.starts.get(fact.fact);
    if (this.learn(fact)) {
      decideInto(this.procedure, this.fields);
      for (const rule of this.index.conditional) {
        // A run that this very event replaces does not come to apply by it.
        if (rule.again === 'anew' && started?.includes(rule)) continue;
        this.change(rule.at, (run) => appliedTo(run, this.fields, fact.recordedAt));
      }
    }
    const touched = this.index.touches.get(fact.fact);
    if (touched) for (const { at } of touched) this.change(at, (run) => continueRun(run, fact, this.fields));
    if (started) for (const rule of started) this.start(rule.at, fact);
    if (this.nextMiss === Number.NEGATIVE_INFINITY) this.findNextMiss();
  }

  /** Takes in what a fact says; whether anything changed that a rule looks at. */
  private learn(fact: Fact): boolean {
    let changed = false;
    const set = (field: string, value: FieldValue) => {
      if (this.fields[field] === value) return;
      this.fields[field] = value;
      changed ||= this.index.looksAt.has(field);
    };
    const counted = COUNTED[fact.fact];
    if (counted !== undefined) {
      const count = Number(this.said[counted] ?? 0) + 1;
      this.said[counted] = count;
      set(counted, count);
    }
    for (const field in fact.set) {
      this.said[field] = fact.set[field]!;
      set(field, fact.set[field]!);
    }
    this.stage = stageAfter(this.procedure, this.index, fact.fact, this.stage, this.fields);
    set('stage', this.stage);
    return changed;
  }

  private change(at: number, how: (run: Run) => Run): void {
    const runs = this.runs[at]!;
    const last = runs.at(-1);
    if (last?.end !== null) return;
    const next = how(last);
    if (next === last) return;
    runs[runs.length - 1] = next;
    if (this.index.eventful[at]) this.nextMiss = Number.NEGATIVE_INFINITY;
  }

  private start(at: number, fact: Fact): void {
    const runs = this.runs[at]!;
    const run = startRun(this.procedure.clocks[at]!, runs, fact, this.fields);
    if (!run) return;
    const last = runs.at(-1);
    if (last?.end === null) runs[runs.length - 1] = endRun(last, 'cancelled', fact.recordedAt, fact.fact);
    runs.push(run);
    if (this.index.eventful[at]) this.nextMiss = Number.NEGATIVE_INFINITY;
  }

  private findNextMiss(): void {
    this.nextMiss = this.firstMiss()?.at ?? Number.POSITIVE_INFINITY;
  }

  private firstMiss(): { place: number; at: number } | null {
    let first: { place: number; at: number } | null = null;
    for (const [place, eventful] of this.index.eventful.entries()) {
      const run = eventful ? this.runs[place]!.at(-1) : undefined;
      const at = run ? runsOutAt(run) : null;
      if (at !== null && (first === null || at < first.at)) first = { place, at };
    }
    return first;
  }

  /** A miss is an event at the due instant: it sets fields, and lets other events happen. */
  private missFirst(): void {
    const { place, at } = this.firstMiss()!;
    const runs = this.runs[place]!;
    const run = { ...runs.at(-1)!, missedAt: at };
    runs[runs.length - 1] = run;
    const { rule, key, onMiss } = run.rule;
    const effects = onMiss.filter(({ when }) => when.holds(this.fields)).map(({ entry }) => entry);
    const happened = effects.flatMap(({ happens }) => happens ?? []);
    this.missed.push({ clock: key, run: run.number, at, happened });

    const set = Object.assign({}, ...effects.map((effect) => effect.set ?? {})) as Record<string, FieldValue>;
    if (this.index.looksAt.has('overdue')) set.overdue = Number(this.said.overdue ?? 0) + 1;
    const events = [...new Set([MISSED + rule, MISSED + key])];
    for (const [nth, fact] of [...events, ...happened].entries()) {
      this.happen({ fact, recordedAt: at, occurredAt: at, ...(nth === 0 ? { set } : {}) });
    }
    this.findNextMiss();
  }
}

/** Where a fact leads: by a permission of the procedure, by a stage that it enters, by the default life cycle. */
function stageAfter(procedure: Procedure, index: ReplayIndex, event: string, stage: string, fields: Fields): string {
  const permission = index.leads
    .get(event)
    ?.find(({ from, when }) => (from === null || from.includes(stage)) && when.holds(fields));
  if (permission) return permission.leadsTo === 'same' ? stage : permission.leadsTo!;
  const ended = procedure.stages.get(stage)?.ends ?? DEFAULT_STAGES[stage]?.ends ?? false;
  if (ended && !LEAVES_THE_END.has(event)) return stage;
  return index.entered.get(event) ?? STAGE_AFTER[event] ?? stage;
}

/** What is ended stays so, whatever is learnt late; only these open it again. */
const LEAVES_THE_END: ReadonlySet<string> = new Set(['ticket.registered', 'ticket.reopened', 'review.requested']);
