import { DEFAULT_STEPS } from '../life-cycle/default-life-cycle.js';
import type { TimelineFactName } from '../timeline.js';

const TIMELINE = {
  'ticket.registered': true,
  'work.dispatched': true,
  'work.accepted': true,
  'work.returned': true,
  'work.transferred': true,
  'work.replied': true,
  'work.replyApproved': true,
  'work.replyRefused': true,
  'work.paused': true,
  'work.resumed': true,
  'ticket.answered': true,
  'ticket.closed': true,
  'ticket.reopened': true,
  /** Fields are known otherwise than before: class, nature, severity. */
  'ticket.reclassified': true,
  'ticket.withdrawn': true,
  'extension.requested': true,
  'extension.granted': true,
  'extension.refused': true,
  'callback.made': true,
} satisfies Record<TimelineFactName, true>;

/** What happens to every ticket and needs no declaration in a procedure. */
export const PLATFORM_EVENTS: ReadonlySet<string> = new Set([
  ...Object.keys(TIMELINE),
  ...Object.values(DEFAULT_STEPS).map(({ records }) => records),
  /** A limit was fixed for this case. */
  'limit.set',
  /** The time of an event that lies ahead became known. */
  'event.planned',
]);

/** A missed clock is an event too: `clock.missed/D3`. */
export const MISSED = 'clock.missed/';
