import { clocksOf, type ClockState } from '../clocks/clock-state.js';
import type { Fact } from '../clocks/fact.js';
import { replay } from '../clocks/replay.js';
import type { Fields } from '../conditions/fields.js';
import { effective } from '../clocks/clock-state.js';
import type { Effect as RuleEffect, Procedure } from '../procedure/procedure.js';
import type { Clock, Effect } from '../procedures.js';
import type { Timeline } from '../timeline.js';

/** Every clock that the facts started under each procedure; one that two procedures have from the same level, once. */
export function clocksBy(procedures: readonly Procedure[], timeline: Timeline, now?: Date): Clock[] {
  const facts = timeline.map(factOf);
  const clocks = procedures.flatMap((procedure) => {
    const state = replay(procedure, facts, now ? { now: now.getTime() } : {});
    return clocksOf(state).map((clock) => clockOf(procedure, clock, state.fields));
  });
  return clocks.filter(({ id }, at) => clocks.findIndex((other) => other.id === id) === at);
}

export function factOf({ fact, occurredAt, recordedAt, receivedAt, reason, set }: Timeline[number]): Fact {
  return {
    fact,
    occurredAt: occurredAt.getTime(),
    recordedAt: recordedAt.getTime(),
    ...(receivedAt ? { receivedAt: receivedAt.getTime() } : {}),
    ...(reason === undefined ? {} : { reason }),
    ...(set ? { set } : {}),
  };
}

function clockOf(procedure: Procedure, clock: ClockState, fields: Fields): Clock {
  const { rule, due, state, reason } = clock;
  const owner = procedure.roles.get(rule.owner)?.owns ?? 'organisation';
  const effects = (all: readonly RuleEffect[]) => effectsOf(procedure, all, fields);
  const warnings = clock.warnings.map(({ at, do: all }) => ({ at: new Date(at), effects: effects(all) }));
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
    onMiss: effects(rule.onMiss),
    name: rule.name,
    reason:
      due.kind === 'notDecreed'
        ? { ...reason, source: `${reason.source}; the days of calendar ${due.calendar} are not decreed yet` }
        : reason,
  };
}

/** In the words of the services. What only the facts of a ticket carry on, replay has done already. */
function effectsOf({ roles }: Procedure, all: readonly RuleEffect[], fields: Fields): Effect[] {
  const told = (role: string): Effect => {
    const known = roles.get(role);
    return { effect: 'notify', role: known?.acts[0] ?? role, of: known?.of ?? 'unit' };
  };
  const effects = effective(all, fields).flatMap(({ notify, escalateTo, supervise, rightToAppeal }): Effect[] => {
    if (notify !== undefined) return [told(notify)];
    if (escalateTo !== undefined) {
      return roles.get(escalateTo)?.of === 'group'
        ? [{ effect: 'escalate', to: 'group' }, told(escalateTo)]
        : [told(escalateTo)];
    }
    if (supervise) return [{ effect: 'supervise' }];
    return rightToAppeal ? [{ effect: 'rightToAppeal' }] : [];
  });
  return unique(effects);
}

function unique(effects: readonly Effect[]): Effect[] {
  return effects.filter(
    (effect, at) => effects.findIndex((other) => JSON.stringify(other) === JSON.stringify(effect)) === at,
  );
}
