import { clocksOf, type ClockState } from '../clocks/clock-state.js';
import type { Fact } from '../clocks/fact.js';
import { replay } from '../clocks/replay.js';
import type { Fields } from '../conditions/fields.js';
import { eventWords } from '../explain/event-names.js';
import type { Effect as RuleEffect, Procedure } from '../procedure/procedure.js';
import type { Clock, Effect } from '../procedures.js';
import type { Timeline } from '../timeline.js';

/** Every clock that the facts started under each procedure; one that two procedures have from the same level, once. */
export function clocksBy(procedures: readonly Procedure[], timeline: Timeline, now?: Date): Clock[] {
  const facts = timeline.map(factOf);
  const clocks: Clock[] = [];
  for (const procedure of procedures) {
    const state = replay(procedure, facts, now ? { now: now.getTime() } : {});
    const words = wordsOf(procedure);
    const before = [...clocks];
    for (const clock of clocksOf(state)) {
      if (!before.some(({ id }) => id === clock.id)) clocks.push(clockOf(procedure, words, clock, state.fields));
    }
  }
  return clocks;
}

export function factOf({
  fact,
  occurredAt,
  recordedAt,
  receivedAt,
  until,
  reason,
  set,
  extension,
}: Timeline[number]): Fact {
  const told: Fact = { fact, occurredAt: occurredAt.getTime(), recordedAt: recordedAt.getTime() };
  if (receivedAt) told.receivedAt = receivedAt.getTime();
  if (until) told.until = until.getTime();
  if (reason !== undefined) told.reason = reason;
  if (set) told.set = set;
  if (extension) {
    const { clockId, until, by, askedAt } = extension;
    Object.assign(told, { rule: ruleOfClock(clockId), until: until.getTime(), by, askedAt: askedAt.getTime() });
  }
  return told;
}

/** What the ids of the clocks of its rule begin with. */
export const ruleOfClock = (clockId: string) => clockId.slice(0, clockId.lastIndexOf('/'));

function clockOf(procedure: Procedure, words: Words, clock: ClockState, fields: Fields): Clock {
  const { rule, due, state, reason } = clock;
  const owner = procedure.roles.get(rule.owner)?.owns ?? 'organisation';
  const warnings = clock.warnings.map(({ at, do: effects }) => ({ at: new Date(at), effects: words(effects, fields) }));
  return {
    id: clock.id,
    rule: rule.rule,
    basis: { id: reason.basis, version: reason.version },
    state: (state === 'armed' || state === 'paused') && due.kind !== 'at' ? 'notConfigured' : state,
    startedAt: new Date(clock.startedAt),
    startedBy: clock.startedBy,
    dueAt: due.kind === 'at' && state !== 'paused' ? new Date(due.at) : null,
    noDue: due.kind === 'at' ? null : due.kind,
    warnings,
    pauses: clock.pauses.map(({ from, until, reason: why }) => ({
      from: new Date(from),
      until: until === null ? null : new Date(until),
      reason: why,
    })),
    metAt: clock.metAt === null ? null : new Date(clock.metAt),
    owner,
    onMiss: words(rule.onMiss, fields),
    name: rule.name,
    reason:
      due.kind === 'notDecreed'
        ? { ...reason, source: `${reason.source}; the days of calendar ${due.calendar} are not decreed yet` }
        : reason,
  };
}

/** The effects that hold, in the words of the services. */
type Words = (all: readonly RuleEffect[], fields: Fields) => Effect[];

const known = new WeakMap<Procedure, Words>();

/** The words for effects, made once; what is the same in words is the same object. */
function wordsOf(procedure: Procedure): Words {
  const before = known.get(procedure);
  if (before) return before;
  const byWords = new Map<string, Effect>();
  const once = (effect: Effect) => {
    const text = JSON.stringify(effect);
    if (!byWords.has(text)) byWords.set(text, effect);
    return byWords.get(text)!;
  };
  const worded = new Map<readonly RuleEffect[], (fields: Fields) => Effect[]>();
  const words: Words = (all, fields) => {
    if (!worded.has(all))
      worded.set(
        all,
        spoken(all, (effect) => inWords(procedure, effect).map(once)),
      );
    return worded.get(all)!(fields);
  };
  known.set(procedure, words);
  return words;
}

function spoken(
  all: readonly RuleEffect[],
  inWords: (effect: RuleEffect) => readonly Effect[],
): (fields: Fields) => Effect[] {
  const parts = all.map((effect) => ({ when: effect.when, said: inWords(effect) }));
  const holding = (fields: Fields) => {
    const effects: Effect[] = [];
    for (const { when, said } of parts) {
      if (when.holds(fields)) for (const one of said) if (!effects.includes(one)) effects.push(one);
    }
    return effects;
  };
  if (parts.some(({ when }) => when.says !== undefined)) return holding;
  const always = holding({});
  return () => [...always];
}

function inWords(procedure: Procedure, { entry }: RuleEffect): Effect[] {
  const { roles, consequences } = procedure;
  const { notify, escalateTo, supervise, rightToAppeal, consequence, set, happens } = entry;
  const told = (role: string): Effect => {
    const known = roles.get(role);
    return { effect: 'notify', role: known?.acts[0] ?? role, of: known?.of ?? 'unit' };
  };
  if (notify !== undefined) return [told(notify)];
  if (escalateTo !== undefined) {
    return roles.get(escalateTo)?.of === 'group'
      ? [{ effect: 'escalate', to: 'group' }, told(escalateTo)]
      : [told(escalateTo)];
  }
  if (supervise) return [{ effect: 'supervise' }];
  if (rightToAppeal) return [{ effect: 'rightToAppeal' }];
  if (consequence !== undefined) {
    return [{ effect: 'consequence', consequence, name: consequences.get(consequence)! }];
  }
  if (happens !== undefined) return [{ effect: 'happens', event: happens, name: eventWords(procedure, happens) }];
  return Object.entries(set ?? {}).map(([field, value]) => ({ effect: 'set', field, value }));
}
