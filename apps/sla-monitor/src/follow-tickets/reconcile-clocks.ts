import type { ComplaintId, Scope } from '@cc/contracts';
import type { Clock, Procedures } from '@cc/procedures';
import { isDeepStrictEqual } from 'node:util';
import {
  armed,
  cancelled,
  met,
  missed,
  missTakenBack,
  paused,
  resumed,
  revised,
  scopeOf,
  type Announcement,
} from '../clock-facts.js';
import { canBeMissed, nextInstant } from '../clock-instants.js';
import { termsOf } from '../keep-clocks/terms.js';
import type { StoredPause, WatchedClock } from '../watched-clock.entity.js';

/** What the clocks are looked at for: whose they are, and the fact that made somebody look. */
export interface Occasion {
  complaintId: ComplaintId;
  scope: Scope;
  fact: {
    name: string;
    at: Date;
    /** For one clock it counts from another instant: more time, from when it was asked for. */
    ofClock?: { clockId: string; at: Date };
  };
  now: Date;
}

const knownAt = ({ fact: { at, ofClock } }: Occasion, clockId: string): Date =>
  ofClock?.clockId === clockId ? ofClock.at : at;

export interface Reconciled {
  /** All clocks of the ticket as they are now. */
  clocks: WatchedClock[];
  /** Those of them that changed. */
  changed: WatchedClock[];
  announcements: Announcement[];
}

/**
 * Compares the clocks as they are kept with what the rules answer now, and says what changed. A warning that was given stays
 * given, and so does a miss, unless a fact that was recorded in time comes only now and shows that it was none: then it
 * is taken back before it is said what became of the clock.
 */
export function reconcileClocks(kept: readonly WatchedClock[], answered: readonly Clock[], on: Occasion): Reconciled {
  const before = new Map(kept.map((clock) => [clock.clockId, clock]));
  const pairs: [WatchedClock | undefined, WatchedClock][] = [
    ...answered.map((clock): [WatchedClock | undefined, WatchedClock] => {
      const known = before.get(clock.id);
      return [known, asAnswered(known, clock, on)];
    }),
    ...kept
      .filter(({ clockId }) => !answered.some(({ id }) => id === clockId))
      .map((gone): [WatchedClock, WatchedClock] => [gone, watch({ ...gone, state: 'cancelled' })]),
  ];

  const steps = pairs.map(([was, is]) => ({ was, ...follow(was, is, on) }));
  return {
    clocks: steps.map(({ clock }) => clock),
    changed: steps.filter(({ was, clock }) => !isDeepStrictEqual({ ...was }, clock)).map(({ clock }) => clock),
    announcements: steps.flatMap(({ announcements }) => announcements),
  };
}

/** What a ticket is known to have been reckoned under; where no clock runs, there is nothing to reckon anew. */
export function reckonedUnder(
  { edition }: Pick<Procedures, 'edition'>,
  clocks: readonly WatchedClock[],
): string | null {
  return clocks.some(({ state }) => state !== 'met' && state !== 'cancelled') ? edition : null;
}

function asAnswered(known: WatchedClock | undefined, clock: Clock, on: Occasion): WatchedClock {
  const over = (state: WatchedClock['state']) => state === 'met' || state === 'cancelled';
  // A clock that is over stays with the unit that had it when it ended.
  const whose = known && over(known.state) && over(clock.state) ? known : on.scope;
  return watch({
    complaintId: on.complaintId,
    clockId: clock.id,
    ...scopeOf(whose),
    terms: termsOf({
      rule: clock.rule,
      basis: clock.basis,
      owner: clock.owner,
      name: clock.name,
      reason: clock.reason,
      effects: { onWarning: clock.warnings.map(({ effects }) => effects), onMiss: clock.onMiss },
    }),
    state: clock.state,
    startedAt: clock.startedAt,
    startedBy: clock.startedBy,
    dueAt: clock.dueAt,
    noDue: clock.noDue,
    warnAt: clock.warnings.map(({ at }) => at),
    warnedTo: known?.warnedTo ?? null,
    paused: clock.pauses.map((pause) => stored(pause, known)),
    missedAt: known?.missedAt ?? null,
    missedDueAt: known?.missedDueAt ?? null,
    metAt: clock.metAt,
    nextAt: null,
  });
}

/** A pause that was not known yet interrupts the due instant that the clock ran to. */
function stored({ from, until, reason }: Clock['pauses'][number], known: WatchedClock | undefined): StoredPause {
  const earlier = known?.paused.find((pause) => +new Date(pause.from) === +from);
  return {
    from: from.toISOString(),
    until: until?.toISOString() ?? null,
    reason,
    before: earlier ? earlier.before : (known?.dueAt?.toISOString() ?? null),
  };
}

function watch(clock: WatchedClock): WatchedClock {
  return { ...clock, nextAt: nextInstant(clock) };
}

/** What one clock's change says, and the clock with a miss that only this fact brought to light. */
function follow(
  was: WatchedClock | undefined,
  is: WatchedClock,
  on: Occasion,
): { clock: WatchedClock; announcements: Announcement[] } {
  const start = arming(was, is, on);
  const passed = missBroughtToLight(was, is, on);
  const told = [...start, ...change(was, is, on)];
  if (passed === null && is.missedDueAt !== null && told.length > 0 && wasNoMiss(was, is, is.missedDueAt, on)) {
    const clock = watch({ ...is, missedAt: null, missedDueAt: null });
    return { clock, announcements: [missTakenBack(is, is.missedDueAt, on.now), ...told] };
  }
  const clock = passed === null ? is : watch({ ...is, missedAt: on.now, missedDueAt: passed });
  return {
    clock,
    announcements: [
      ...start,
      // The miss belongs to the unit that had the work when the instant passed.
      ...(passed === null ? [] : missed({ ...clock, ...scopeOf(was ?? clock) }, passed, on.now)),
      ...change(was, clock, on),
    ],
  };
}

/** A clock starts: it is new, or an earlier fact that came late let it run again. */
function arming(was: WatchedClock | undefined, is: WatchedClock, on: Occasion): Announcement[] {
  if (is.dueAt === null) return [];
  const isNew = was === undefined || was.state === 'notConfigured';
  const runsAgain = (was?.state === 'met' || was?.state === 'cancelled') && is.state === 'armed';
  // Started and ended by facts that came late: nobody ever waited for it.
  if (isNew && is.state === 'cancelled') return [];
  return isNew || runsAgain ? [armed(is, is.dueAt, on.now)] : [];
}

/**
 * The due instant that had passed before this fact and that no tick has noticed yet; after downtime the fact may come
 * first. A clock that is met says itself whether it was in time.
 */
function missBroughtToLight(was: WatchedClock | undefined, is: WatchedClock, on: Occasion): Date | null {
  if (is.state === 'met') {
    return is.dueAt !== null && is.metAt !== null && is.metAt > is.dueAt && canBeMissed(is) ? is.dueAt : null;
  }
  if (was?.state !== 'armed' || was.dueAt === null) return null;
  // Still running to the same instant: the tick notices it in its turn.
  if (is.state === 'armed' && is.dueAt !== null && +is.dueAt === +was.dueAt) return null;
  return knownAt(on, was.clockId) > was.dueAt && canBeMissed(was) ? was.dueAt : null;
}

/** Whether this fact, recorded in time but heard of too late, shows that the miss announced for this clock was none. */
function wasNoMiss(was: WatchedClock | undefined, is: WatchedClock, announced: Date, on: Occasion): boolean {
  if (knownAt(on, is.clockId) > announced) return false;
  switch (is.state) {
    case 'armed':
      return is.dueAt !== null && is.dueAt > announced;
    case 'met':
      return (is.metAt !== null && is.metAt <= announced) || (is.dueAt !== null && is.dueAt > announced);
    case 'paused': {
      const pause = is.paused.at(-1);
      return pause !== undefined && new Date(pause.from) <= announced;
    }
    case 'cancelled':
    case 'notConfigured':
      return was?.state !== is.state;
  }
}

function change(was: WatchedClock | undefined, is: WatchedClock, on: Occasion): Announcement[] {
  switch (is.state) {
    case 'armed':
      return running(was, is, on);
    case 'paused': {
      const pause = is.paused.at(-1);
      if (pause === undefined || (was?.state === 'paused' && was.paused.at(-1)?.from === pause.from)) return [];
      return [paused(is, pause, on.now)];
    }
    case 'met':
      if (is.metAt === null || (was?.state === 'met' && +(was.metAt ?? 0) === +is.metAt)) return [];
      return [met(is, is.metAt, on.now)];
    case 'cancelled':
    case 'notConfigured':
      return was?.state === 'armed' || was?.state === 'paused' || (was?.state === 'met' && is.state === 'cancelled')
        ? [cancelled(is, on.fact.name, on.now)]
        : [];
  }
}

function running(was: WatchedClock | undefined, is: WatchedClock, on: Occasion): Announcement[] {
  if (was === undefined || is.dueAt === null) return [];
  if (was.state === 'paused') {
    const pause = is.paused.at(-1) ?? was.paused.at(-1);
    // What was known before the pause began ends it only when somebody hears that it ends it.
    const heardAt = pause && on.fact.at < new Date(pause.from) ? on.now : on.fact.at;
    const resumedAt = pause?.until ? new Date(pause.until) : heardAt;
    return [resumed(is, { resumedAt, dueAt: is.dueAt, pause }, on.now)];
  }
  if (was.state !== 'armed' || was.dueAt === null || +was.dueAt === +is.dueAt) return [];
  return [revised(is, was.dueAt, is.dueAt, on.fact.name, on.now)];
}
