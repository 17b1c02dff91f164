import { deriveId } from '@cc/contracts';
import type { Cause } from '@cc/messaging';
import type { Procedures } from '@cc/procedures';
import { scopeOf, type Announcement } from '../clock-facts.js';
import { reckonedUnder, reconcileClocks } from '../follow-tickets/reconcile-clocks.js';
import { asRulesReadIt } from '../follow-tickets/timeline.js';
import type { WatchedClock } from '../watched-clock.entity.js';
import type { WatchedTicket } from '../watched-ticket.entity.js';
import type { DueClock } from './claims.js';
import { eachTicket, type Failure } from './each-ticket.js';

export interface Brought {
  changed: WatchedClock[];
  /** Under which edition the clocks of these tickets are reckoned by that. */
  reckoned: Pick<WatchedTicket, 'complaintId' | 'edition'>[];
  announcements: { cause: Cause; announcement: Announcement }[];
  failures: Failure[];
}

/** What the misses bring about: clocks that they start, end, or let apply. `clocks` are all clocks of the tickets. */
export function followMisses(
  misses: readonly DueClock[],
  tickets: readonly WatchedTicket[],
  clocks: readonly WatchedClock[],
  rules: Procedures,
  now: Date,
): Brought {
  const missed = Map.groupBy(misses, ({ complaintId }) => complaintId);
  const kept = Map.groupBy(clocks, ({ complaintId }) => complaintId);
  const known = new Map(tickets.map((ticket) => [ticket.complaintId, ticket]));
  const { decided, failures } = eachTicket(missed.keys(), (complaintId) => {
    const ticket = known.get(complaintId)!;
    const { bases, traceparent } = ticket;
    const { clockId, missedDueAt } = missed.get(complaintId)!.at(-1)!;
    const fact = { name: `clock.missed/${clockId}`, at: missedDueAt! };
    const answered = rules.clocks(bases, asRulesReadIt(ticket.timeline), now);
    const scope = scopeOf(ticket);
    const {
      clocks: all,
      changed,
      announcements,
    } = reconcileClocks(kept.get(complaintId) ?? [], answered, {
      complaintId,
      scope,
      fact,
      now,
    });
    const cause = { id: deriveId('miss', complaintId, clockId, fact.at.toISOString()), traceparent };
    return {
      changed,
      reckoned: { complaintId, edition: reckonedUnder(rules, all) },
      announcements: announcements.map((announcement) => ({ cause, announcement })),
    };
  });
  return {
    changed: decided.flatMap(({ changed }) => changed),
    reckoned: decided.map(({ reckoned }) => reckoned),
    announcements: decided.flatMap(({ announcements }) => announcements),
    failures,
  };
}
