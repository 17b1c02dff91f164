import { isLate } from '../clock-instants.js';
import type { WatchedClock } from '../watched-clock.entity.js';

/** A clock for people: where it stands, since when, why, and what a miss sets in motion. */
export function explained(clock: WatchedClock) {
  const { terms } = clock;
  return {
    complaintId: clock.complaintId,
    clockId: clock.clockId,
    name: terms.name,
    scope: { organisation: clock.organisation, division: clock.division, unit: clock.unit },
    owner: terms.owner,
    state: clock.state,
    late: isLate(clock),
    startedAt: clock.startedAt,
    startedBy: clock.startedBy,
    pauses: clock.paused,
    dueAt: clock.dueAt,
    warnAt: clock.warnAt,
    warnedTo: clock.warnedTo,
    missed:
      clock.missedAt === null || clock.missedDueAt === null
        ? null
        : { dueAt: clock.missedDueAt, noticedAt: clock.missedAt },
    metAt: clock.metAt,
    onWarning: terms.effects.onWarning,
    onMiss: terms.effects.onMiss,
    basis: terms.basis,
    rule: terms.rule,
    why: terms.reason,
  };
}
