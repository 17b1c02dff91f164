import { deriveId } from '@cc/contracts';
import { missed, warned, type Announcement } from '../clock-facts.js';
import { canBeMissed, lateFrom, nextInstant, warningsAhead } from '../clock-instants.js';
import type { DueClock } from './claims.js';

export type Notice =
  | { kind: 'nothing' }
  /** What was due is out of date; the clock is due again at `clock.nextAt`. */
  | { kind: 'later'; clock: DueClock }
  | { kind: 'noticed'; missed: boolean; at: Date; clock: DueClock; causeId: string; announcements: Announcement[] };

/**
 * What to notice of an armed clock at `now`, of what is due up to `upTo`. After downtime a warning whose deadline has
 * passed as well says nothing any more; the miss then takes its place among the due instants of other clocks.
 */
export function noticeClock(clock: DueClock, upTo: Date, now: Date): Notice {
  if (clock.state !== 'armed' || clock.dueAt === null || clock.nextAt === null || clock.nextAt > now) {
    return { kind: 'nothing' };
  }
  const at = instantToNotice(clock, clock.dueAt, now);
  if (at > upTo) return { kind: 'later', clock: { ...clock, nextAt: at } };

  const causeId = deriveId('notice', clock.complaintId, clock.clockId, at.toISOString());
  if (at > clock.dueAt) {
    const isMissed = { ...clock, missedAt: now, missedDueAt: clock.dueAt, nextAt: null };
    return {
      kind: 'noticed',
      missed: true,
      at,
      clock: isMissed,
      causeId,
      announcements: missed(isMissed, clock.dueAt, now),
    };
  }
  const isWarned = { ...clock, warnedTo: at };
  isWarned.nextAt = nextInstant(isWarned);
  return {
    kind: 'noticed',
    missed: false,
    at,
    clock: isWarned,
    causeId,
    announcements: [warned(isWarned, at, clock.dueAt, now)],
  };
}

/** The miss if the due instant has passed, else the latest warning that has come. */
function instantToNotice(clock: DueClock, dueAt: Date, now: Date): Date {
  if (dueAt < now && canBeMissed(clock)) return lateFrom(dueAt);
  return warningsAhead(clock).findLast((at) => at <= now) ?? lateFrom(dueAt);
}
