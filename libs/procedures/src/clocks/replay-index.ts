import { fieldsOf } from '../conditions/condition.js';
import { fieldsFrom } from '../conditions/decide.js';
import type { Fields } from '../conditions/fields.js';
import { DEFAULT_STEPS, STAGE_AFTER } from '../life-cycle/default-life-cycle.js';
import { MISSED } from '../procedure/platform-events.js';
import type { ActionRule, ClockRule, Procedure } from '../procedure/procedure.js';
import { nameOfClock } from './clock-state.js';

/** What facts can set in motion under a procedure, so that replay looks at nothing else. Made once for each. */
export interface ReplayIndex {
  /** By the name of the fact; one that is not here changes nothing but what it sets. */
  reactions: ReadonlyMap<string, Reaction>;
  /** Clocks that have a condition. */
  conditional: readonly ClockRule[];
  /** By field: what must be asked again when it changes. Decisions by their place, then `conditional` by theirs. */
  askedAgain: ReadonlyMap<string, readonly number[]>;
  /** The fields of a ticket to which nothing has happened. */
  initially: Fields;
  /** Clocks whose miss changes something about the ticket, by their place. */
  eventful: readonly boolean[];
  /** The same by what their ids begin with. */
  eventfulClocks: ReadonlySet<string>;
}

export interface Reaction {
  starts: readonly ClockRule[];
  /** Clocks whose run it may change, and how. */
  touches: readonly Touch[];
  /** The field that holds how many of these facts there were. */
  counted: string | null;
  /** Whether the work rests (挂起) from then on; null where it stays as it is. */
  rests: boolean | null;
  /** Permissions that it makes use of and that lead somewhere. */
  leads: readonly ActionRule[];
  /** The stage that it enters: one of the procedure's own, or of the default life cycle. */
  enters: string | null;
  /** What is ended stays so, whatever is learnt late; only these open it again. */
  leavesTheEnd: boolean;
}

export interface Touch {
  rule: ClockRule;
  does: 'meets' | 'ends' | 'changes';
}

export const NO_REACTION: Reaction = {
  starts: [],
  touches: [],
  counted: null,
  rests: null,
  leads: [],
  enters: null,
  leavesTheEnd: false,
};

const COUNTED: Readonly<Record<string, string>> = {
  'work.returned': 'returns',
  'work.transferred': 'transfers',
  'work.urged': 'urges',
  'ticket.reopened': 'reopenings',
  'work.replyRefused': 'refusedReplies',
  'review.requested': 'reviews',
  'callback.made': 'callbackAttempts',
};

const RESTS: Readonly<Record<string, boolean>> = { 'work.paused': true, 'work.resumed': false };

const LEAVES_THE_END: ReadonlySet<string> = new Set(['ticket.registered', 'ticket.reopened', 'review.requested']);

const indices = new WeakMap<Procedure, ReplayIndex>();

export function replayIndex(procedure: Procedure): ReplayIndex {
  const known = indices.get(procedure);
  if (known) return known;
  const index = made(procedure);
  indices.set(procedure, index);
  return index;
}

function made(procedure: Procedure): ReplayIndex {
  const { clocks, decisions, stages } = procedure;
  const conditional = clocks.filter(({ when }) => when.says !== undefined);
  const asked = [
    // What a fact says about a question of the procedure's own is a reason to answer it again.
    ...decisions.map(({ field, rules }) => [field, ...rules.flatMap(({ when }) => fieldsOf(when.says))]),
    ...conditional.map(({ when }) => fieldsOf(when.says)),
  ];
  const askedAgain = grouped([...asked.keys()], (place) => asked[place]!);
  const looked = new Set([...clocks.flatMap(eventsOf), ...[...stages.values()].flatMap(({ enteredBy }) => enteredBy)]);
  const eventful = clocks.map(
    ({ rule, key, onMiss }) =>
      askedAgain.has('overdue') ||
      looked.has(MISSED + rule) ||
      looked.has(MISSED + key) ||
      onMiss.some(({ entry }) => entry.set !== undefined || entry.happens !== undefined),
  );
  return {
    reactions: reactionsOf(procedure),
    conditional,
    askedAgain,
    // Made at once and without what is left open: V8 copies such an object as a whole, one that grew key by key by its keys.
    initially: Object.fromEntries(
      Object.entries(fieldsFrom(procedure, { stage: 'new' })).filter(([, value]) => value !== undefined),
    ),
    eventful,
    eventfulClocks: new Set(clocks.filter((_, at) => eventful[at]).map(nameOfClock)),
  };
}

function reactionsOf({ clocks, actions, stages }: Procedure): Map<string, Reaction> {
  const starts = grouped(clocks, ({ from }) => from);
  const touches = grouped(clocks, changedBy);
  const leading = actions.filter(({ kind, leadsTo }) => kind === 'permits' && leadsTo !== null);
  const leads = grouped(leading, eventsOfAction);
  const enters = new Map(Object.entries(STAGE_AFTER));
  for (const [stage, { enteredBy }] of stages) for (const event of enteredBy) enters.set(event, stage);
  const events = [starts, touches, leads, enters].flatMap((by) => [...by.keys()]);
  return new Map(
    [...events, ...Object.keys(COUNTED), ...Object.keys(RESTS), ...LEAVES_THE_END].map((event) => [
      event,
      {
        starts: starts.get(event) ?? [],
        touches: (touches.get(event) ?? []).map((rule) => ({ rule, does: doneBy(event, rule) })),
        counted: COUNTED[event] ?? null,
        rests: RESTS[event] ?? null,
        leads: leads.get(event) ?? [],
        enters: enters.get(event) ?? null,
        leavesTheEnd: LEAVES_THE_END.has(event),
      },
    ]),
  );
}

/** The facts that a permission's use is recorded by. */
export function eventsOfAction({ actions, records }: ActionRule): string[] {
  if (records !== null) return [records];
  return actions.flatMap((action) => DEFAULT_STEPS[action]?.records ?? []);
}

function doneBy(event: string, { metBy, endedBy }: ClockRule): Touch['does'] {
  if (metBy.has(event)) return 'meets';
  return endedBy.has(event) ? 'ends' : 'changes';
}

function changedBy({ metBy, endedBy, pauses, limit }: ClockRule): string[] {
  return [
    ...metBy,
    ...endedBy,
    ...pauses.flatMap(({ from, until }) => [from, until]),
    'limit.set',
    'extension.granted',
    ...(limit.kind === 'before' ? ['event.planned'] : []),
  ];
}

const eventsOf = (clock: ClockRule) => [...clock.from, ...changedBy(clock)];

function grouped<T>(entries: readonly T[], by: (entry: T) => readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of entries) {
    for (const key of new Set(by(entry))) {
      const group = groups.get(key);
      if (group) group.push(entry);
      else groups.set(key, [entry]);
    }
  }
  return groups;
}
