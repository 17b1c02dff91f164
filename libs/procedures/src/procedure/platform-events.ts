import type { TimelineFactName } from '../timeline.js';

const TIMELINE = {
  'ticket.registered': true,
  'work.dispatched': true,
  'work.accepted': true,
  'work.returned': true,
  'work.transferred': true,
  'work.replied': true,
  'work.replyRefused': true,
  'work.paused': true,
  'work.resumed': true,
  'ticket.answered': true,
  'ticket.closed': true,
  'ticket.reopened': true,
  'ticket.withdrawn': true,
} satisfies Record<TimelineFactName, true>;

/** What happens to every ticket and needs no declaration in a procedure. */
export const PLATFORM_EVENTS: ReadonlySet<string> = new Set([
  ...Object.keys(TIMELINE),
  /** Fields are known otherwise than before: class, nature, severity. */
  'ticket.reclassified',
  /** 查证: the investigation has found it true, untrue or unclear. */
  'ticket.verified',
  'callback.made',
  /** A limit was fixed for this case. */
  'limit.set',
  /** The time of an event that lies ahead became known. */
  'event.planned',
  /** Somebody consented, or not, to more time. */
  'extension.granted',
]);
