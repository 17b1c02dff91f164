import type { Cause } from '@cc/messaging';
import type { Procedures } from '@cc/procedures';
import type { Announcement } from '../clock-facts.js';
import { flagAbnormal } from '../flag-abnormal/flag-abnormal.js';
import type { CountedTicket, DueClock } from './claims.js';
import { eachTicket, type Failure } from './each-ticket.js';
import { noticeClock } from './notice-clock.js';

export interface Noticed {
  clocks: DueClock[];
  tickets: CountedTicket[];
  /** In the order in which the instants were due. */
  announcements: { cause: Cause; announcement: Announcement }[];
  /** Those of the clocks that were missed and whose miss changes something. */
  misses: DueClock[];
  failures: Failure[];
}

/** Notices what is due of the clocks claimed, in due order across tickets, and counts it on the tickets. */
export function noticeTickets(
  claimed: readonly DueClock[],
  tickets: readonly CountedTicket[],
  rules: Procedures,
  upTo: Date,
  now: Date,
): Noticed {
  const clocksOf = Map.groupBy(claimed, ({ complaintId }) => complaintId);
  const known = new Map(tickets.map((ticket) => [ticket.complaintId, ticket]));
  const { decided, failures } = eachTicket(clocksOf.keys(), (complaintId) =>
    noticeTicket(clocksOf.get(complaintId)!, known.get(complaintId), rules, upTo, now),
  );
  return {
    clocks: decided.flatMap(({ clocks }) => clocks),
    tickets: decided.flatMap(({ ticket }) => ticket ?? []),
    announcements: decided
      .flatMap(({ due }) => due)
      .sort((a, b) => +a.at - +b.at)
      .flatMap(({ said }) => said),
    misses: decided.flatMap(({ misses }) => misses),
    failures,
  };
}

function noticeTicket(
  claimed: readonly DueClock[],
  known: CountedTicket | undefined,
  rules: Procedures,
  upTo: Date,
  now: Date,
) {
  const notices = claimed.map((clock) => noticeClock(clock, upTo, now));
  const noticed = notices.filter((notice) => notice.kind === 'noticed').sort((a, b) => +a.at - +b.at);
  const postponed = notices.filter((notice) => notice.kind === 'later');
  let ticket = known;
  const due = noticed.map(({ at, missed, causeId, clock, announcements }) => {
    if (ticket === undefined) throw new Error(`clock ${clock.clockId} of ${clock.complaintId} has no ticket`);
    const count = missed ? { overdue: ticket.overdue + 1 } : { warned: ticket.warned + 1 };
    const flagged = flagAbnormal({ ...ticket, ...count }, rules, now);
    ticket = flagged.ticket;
    const cause = { id: causeId, traceparent: ticket.traceparent };
    const said = [...announcements, ...flagged.announcements].map((announcement) => ({ cause, announcement }));
    return { at, said };
  });
  const misses = noticed.filter(({ missed, clock }) => missed && rules.missMatters(ticket!.bases, clock.clockId));
  return {
    misses: misses.map(({ clock }) => clock),
    clocks: [...noticed, ...postponed].map(({ clock }) => clock),
    ticket: noticed.length > 0 ? ticket : undefined,
    due,
  };
}
