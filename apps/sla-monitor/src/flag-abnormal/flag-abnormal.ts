import { TicketAbnormal } from '@cc/contracts';
import type { Procedures, TicketCounts, TimelineFactName } from '@cc/procedures';
import { scopeOf, type Announcement } from '../clock-facts.js';
import type { WatchedTicket } from '../watched-ticket.entity.js';

type Counted = Pick<
  WatchedTicket,
  | 'complaintId'
  | 'organisation'
  | 'division'
  | 'unit'
  | 'bases'
  | 'registeredAt'
  | 'abnormal'
  | 'returns'
  | 'urges'
  | 'overdue'
  | 'warned'
> & {
  /** Left out where time alone has passed: nothing in it is new. */
  timeline?: WatchedTicket['timeline'];
};

/** 异常工单: asks the rules about the ticket's counts and announces every kind they find, once. */
export function flagAbnormal<Ticket extends Counted>(
  ticket: Ticket,
  rules: Procedures,
  now: Date,
): { ticket: Ticket; announcements: Announcement[] } {
  if (ticket.registeredAt === null) return { ticket, announcements: [] };
  const { complaintId } = ticket;
  const found = rules.abnormal(ticket.bases, countsOf(ticket)).filter(({ kind }) => !ticket.abnormal.includes(kind));
  return {
    // Two bases may find the same kind, each for its own reason.
    ticket: { ...ticket, abnormal: [...new Set([...ticket.abnormal, ...found.map(({ kind }) => kind)])] },
    announcements: found
      .filter(({ kind }, index) => found.findIndex((other) => other.kind === kind) === index)
      .map(({ kind, reason: why }) => ({
        definition: TicketAbnormal,
        scope: scopeOf(ticket),
        data: { complaintId, kind, why, recordedAt: now },
      })),
  };
}

/** Returns and urges as their owner counts them; what else happened more than once stands in the timeline. */
function countsOf({ returns, urges, overdue, warned, timeline }: Counted): TicketCounts {
  const counts = { returns, urges, overdue, warned };
  if (timeline === undefined) return counts;
  const times = (name: TimelineFactName) => timeline.filter(({ fact }) => fact === name).length;
  return {
    ...counts,
    transfers: times('work.transferred'),
    reopenings: times('ticket.reopened'),
    refusedReplies: times('work.replyRefused'),
  };
}
