import {
  type CaseEscalated,
  DeadlineArmed,
  DeadlineCancelled,
  DeadlineMet,
  DeadlineMissed,
  DeadlinePaused,
  DeadlineResumed,
  DeadlineRevised,
  DeadlineWarned,
  EscalationRaised,
  MissTakenBack,
  type everyCaseFact,
  type DataOf,
  type Effect as AskedEffect,
  type PublishedBy,
  type Scope,
} from '@cc/contracts';
import type { Effect, FieldValue } from '@cc/procedures';
import { isLate } from './clock-instants.js';
import type { StoredPause, WatchedClock } from './watched-clock.entity.js';

type ToldOfTickets = Exclude<PublishedBy<'sla-monitor'>, (typeof everyCaseFact)[number] | typeof CaseEscalated>;

/** A fact to publish: the definition that its data belongs to, and whose it is. */
export type Announcement<D extends ToldOfTickets = ToldOfTickets> = D extends unknown
  ? { definition: D; scope: Scope; data: DataOf<D> }
  : never;

export function scopeOf({ organisation, division, unit }: Scope): Scope {
  return { organisation, division, unit };
}

/** What every fact about a clock says of it. */
type Named = Pick<WatchedClock, 'complaintId' | 'clockId' | 'terms'>;

const ofClock = ({ complaintId, clockId, terms }: Named, now: Date) => ({
  complaintId,
  clockId,
  rule: terms.rule,
  basis: terms.basis,
  owner: terms.owner,
  name: terms.name,
  why: terms.reason,
  recordedAt: now,
});

export function armed(clock: WatchedClock, dueAt: Date, now: Date): Announcement {
  const { startedAt, startedBy, warnAt } = clock;
  return {
    definition: DeadlineArmed,
    scope: scopeOf(clock),
    data: { ...ofClock(clock, now), startedAt, startedBy, dueAt, warnAt },
  };
}

export function paused(clock: WatchedClock, { from, reason, before }: StoredPause, now: Date): Announcement {
  return {
    definition: DeadlinePaused,
    scope: scopeOf(clock),
    data: { ...ofClock(clock, now), pausedAt: new Date(from), because: reason, ...dueBefore(before) },
  };
}

/** The clock runs again to `dueAt`, after the pause that it was in. */
export function resumed(
  clock: WatchedClock,
  { resumedAt, dueAt, pause }: { resumedAt: Date; dueAt: Date; pause: StoredPause | undefined },
  now: Date,
): Announcement {
  const why = pause && { because: pause.reason, ...dueBefore(pause.before) };
  return {
    definition: DeadlineResumed,
    scope: scopeOf(clock),
    data: { ...ofClock(clock, now), resumedAt, dueAt, ...why },
  };
}

const dueBefore = (before: string | null) => before !== null && { before: new Date(before) };

export function revised(clock: WatchedClock, before: Date, after: Date, because: string, now: Date): Announcement {
  return {
    definition: DeadlineRevised,
    scope: scopeOf(clock),
    data: { ...ofClock(clock, now), before, after, because },
  };
}

export function met(clock: WatchedClock, metAt: Date, now: Date): Announcement {
  return {
    definition: DeadlineMet,
    scope: scopeOf(clock),
    data: { ...ofClock(clock, now), metAt, dueAt: clock.dueAt, late: isLate(clock) },
  };
}

export function cancelled(clock: WatchedClock, because: string, now: Date): Announcement {
  return { definition: DeadlineCancelled, scope: scopeOf(clock), data: { ...ofClock(clock, now), because } };
}

/** A clock whose warning or miss is told, to whom and with which effects. */
type Noticed = Named & Scope & Pick<WatchedClock, 'warnAt'>;

export function warned(clock: Noticed, warnAt: Date, dueAt: Date, now: Date): Announcement {
  const { effects, consequences } = told(
    clock.terms.effects.onWarning[clock.warnAt.findIndex((at) => +at === +warnAt)] ?? [],
  );
  return {
    definition: DeadlineWarned,
    scope: scopeOf(clock),
    data: { ...ofClock(clock, now), warnAt, dueAt, effects, ...consequences },
  };
}

/** The miss of a due instant, and the escalation to headquarters where the rule says so. */
export function missed(clock: Noticed, dueAt: Date, now: Date): Announcement[] {
  const { effects, consequences, sets, happens } = told(clock.terms.effects.onMiss);
  const scope = scopeOf(clock);
  const miss: Announcement = {
    definition: DeadlineMissed,
    scope,
    data: {
      ...ofClock(clock, now),
      dueAt,
      noticedLateBy: wholeSeconds(dueAt, now),
      effects,
      ...consequences,
      ...sets,
      ...happens,
    },
  };
  if (!effects.some(({ effect }) => effect === 'escalate')) return [miss];
  const { complaintId, clockId, terms } = clock;
  const { name, reason: why } = terms;
  return [miss, { definition: EscalationRaised, scope, data: { complaintId, clockId, name, dueAt, why, at: now } }];
}

/** What is asked of others, and what the rule brings about by itself; of the latter only what there is. */
function told(all: readonly Effect[]) {
  const consequences = all.flatMap((effect) => (effect.effect === 'consequence' ? withoutKind(effect) : []));
  const sets = all.flatMap((effect) => (effect.effect === 'set' ? withoutKind(effect) : []));
  const happens = all.flatMap((effect) => (effect.effect === 'happens' ? withoutKind(effect) : []));
  return {
    effects: all.filter(isAsked),
    consequences: consequences.length > 0 && { consequences },
    sets: sets.length > 0 && { sets: sets.map(({ field, value }) => ({ field, value: writable(value) })) },
    happens: happens.length > 0 && { happens },
  };
}

const isAsked = (effect: Effect): effect is AskedEffect => !['consequence', 'set', 'happens'].includes(effect.effect);

const withoutKind = <Kind extends Effect>({ effect: _, ...rest }: Kind) => rest;

const writable = (value: FieldValue) => (typeof value === 'object' ? [...value] : value);

/** The miss of this due instant was announced and was none. */
export function missTakenBack(clock: WatchedClock, dueAt: Date, now: Date): Announcement {
  return { definition: MissTakenBack, scope: scopeOf(clock), data: { ...ofClock(clock, now), dueAt } };
}

/** 0 when it was noticed within the second that is promised. */
function wholeSeconds(from: Date, to: Date): number {
  return Math.max(0, Math.floor((to.getTime() - from.getTime()) / 1000));
}
