import { fieldsOf } from '../conditions/condition.js';
import { fieldsFrom } from '../conditions/decide.js';
import type { Fields } from '../conditions/fields.js';
import { DEFAULT_STEPS } from '../life-cycle/default-life-cycle.js';
import { MISSED } from '../procedure/platform-events.js';
import type { ActionRule, ClockRule, Procedure } from '../procedure/procedure.js';

/** Which rules a fact can touch, so that replay looks at no others. Made once for each procedure. */
export interface ReplayIndex {
  /** By event: clocks that it starts, and clocks whose run it may change. */
  starts: ReadonlyMap<string, readonly ClockRule[]>;
  touches: ReadonlyMap<string, readonly ClockRule[]>;
  /** Clocks that have a condition. */
  conditional: readonly ClockRule[];
  /** By field: what must be asked again when it changes. Decisions by their place, then `conditional` by theirs. */
  askedAgain: ReadonlyMap<string, readonly number[]>;
  /** The fields of a ticket to which nothing has happened. */
  initially: Fields;
  /** Clocks whose miss changes something about the ticket, by their place. */
  eventful: readonly boolean[];
  /** Permissions that lead somewhere, by the event that says they were made use of. */
  leads: ReadonlyMap<string, readonly ActionRule[]>;
  entered: ReadonlyMap<string, string>;
}

const indices = new WeakMap<Procedure, ReplayIndex>();

export function replayIndex(procedure: Procedure): ReplayIndex {
  const known = indices.get(procedure);
  if (known) return known;
  const index = made(procedure);
  indices.set(procedure, index);
  return index;
}

function made(procedure: Procedure): ReplayIndex {
  const { clocks, decisions, actions, stages } = procedure;
  const conditional = clocks.filter(({ when }) => when.says !== undefined);
  const asked = [
    // What a fact says about a question of the procedure's own is a reason to answer it again.
    ...decisions.map(({ field, rules }) => [field, ...rules.flatMap(({ when }) => fieldsOf(when.says))]),
    ...conditional.map(({ when }) => fieldsOf(when.says)),
  ];
  const askedAgain = grouped([...asked.keys()], (place) => asked[place]!);
  const looked = new Set([...clocks.flatMap(eventsOf), ...[...stages.values()].flatMap(({ enteredBy }) => enteredBy)]);
  return {
    starts: grouped(clocks, ({ from }) => from),
    touches: grouped(clocks, changedBy),
    conditional,
    askedAgain,
    // Made at once and without what is left open: V8 copies such an object as a whole, one that grew key by key by its keys.
    initially: Object.fromEntries(
      Object.entries(fieldsFrom(procedure, { stage: 'new' })).filter(([, value]) => value !== undefined),
    ),
    eventful: clocks.map(
      ({ rule, key, onMiss }) =>
        askedAgain.has('overdue') ||
        looked.has(MISSED + rule) ||
        looked.has(MISSED + key) ||
        onMiss.some(({ entry }) => entry.set !== undefined || entry.happens !== undefined),
    ),
    leads: grouped(
      actions.filter(({ kind, leadsTo }) => kind === 'permits' && leadsTo !== null),
      eventsOfAction,
    ),
    entered: new Map(
      [...stages].flatMap(([stage, { enteredBy }]) => enteredBy.map((event) => [event, stage] as const)),
    ),
  };
}

/** The facts that a permission's use is recorded by. */
export function eventsOfAction({ actions, records }: ActionRule): string[] {
  if (records !== null) return [records];
  return actions.flatMap((action) => DEFAULT_STEPS[action]?.records ?? []);
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
