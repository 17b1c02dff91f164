import type { Cause } from '@cc/messaging';
import type { Procedures } from '@cc/procedures';
import type { Announcement } from '../clock-facts.js';
import { flagAbnormal } from '../flag-abnormal/flag-abnormal.js';
import type { WatchedClock } from '../watched-clock.entity.js';
import type { WatchedTicket } from '../watched-ticket.entity.js';
import { noticeClock } from './notice-clock.js';

export interface Noticed {
  clocks: WatchedClock[];
  tickets: WatchedTicket[];
  /** In the order in which the instants were due. */
  announcements: { cause: Cause; announcement: Announcement }[];
}

/** Notices what is due of the clocks claimed, in due order across tickets, and counts it on the tickets. */
export function noticeTickets(
  claimed: readonly WatchedClock[],
  tickets: readonly WatchedTicket[],
  rules: Procedures,
  upTo: Date,
  now: Date,
): Noticed {
  const notices = claimed.map((clock) => noticeClock(clock, upTo, now));
  const due = notices.filter((notice) => notice.kind === 'noticed');
  const postponed = notices.filter((notice) => notice.kind === 'later');
  const counted = new Map(tickets.map((ticket) => [ticket.complaintId, ticket]));

  const announcements = due
    .sort((a, b) => +a.at - +b.at)
    .flatMap(({ missed, causeId, clock, announcements: said }) => {
      const ticket = counted.get(clock.complaintId);
      if (ticket === undefined) throw new Error(`clock ${clock.clockId} of ${clock.complaintId} has no ticket`);
      const count = missed ? { overdue: ticket.overdue + 1 } : { warned: ticket.warned + 1 };
      const flagged = flagAbnormal({ ...ticket, ...count }, rules, now);
      counted.set(clock.complaintId, flagged.ticket);
      const cause = { id: causeId, traceparent: ticket.traceparent };
      return [...said, ...flagged.announcements].map((announcement) => ({ cause, announcement }));
    });

  const touched = new Set(due.map(({ clock }) => clock.complaintId));
  return {
    clocks: [...due, ...postponed].map(({ clock }) => clock),
    tickets: [...touched].map((complaintId) => counted.get(complaintId)!),
    announcements,
  };
}
