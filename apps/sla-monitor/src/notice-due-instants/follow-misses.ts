import { deriveId } from '@cc/contracts';
import type { Cause } from '@cc/messaging';
import type { Procedures } from '@cc/procedures';
import { scopeOf, type Announcement } from '../clock-facts.js';
import { reconcileClocks } from '../follow-tickets/reconcile-clocks.js';
import { asRulesReadIt } from '../follow-tickets/timeline.js';
import type { WatchedClock } from '../watched-clock.entity.js';
import type { WatchedTicket } from '../watched-ticket.entity.js';

/** The clocks of `noticed` that were missed just now, of tickets under rules in which a miss changes something. */
export function missesThatMatter(
  noticed: readonly WatchedClock[],
  tickets: readonly WatchedTicket[],
  rules: Procedures,
  now: Date,
): WatchedClock[] {
  const bases = new Map(tickets.map((ticket) => [ticket.complaintId, ticket.bases]));
  const isMissedNow = ({ missedAt }: WatchedClock) => missedAt !== null && +missedAt === +now;
  return noticed.filter((clock) => isMissedNow(clock) && rules.missesMatter(bases.get(clock.complaintId) ?? []));
}

/** What the misses bring about: clocks that they start, end, or let apply. `clocks` are all clocks of the tickets. */
export function followMisses(
  misses: readonly WatchedClock[],
  tickets: readonly WatchedTicket[],
  clocks: readonly WatchedClock[],
  rules: Procedures,
  now: Date,
): { changed: WatchedClock[]; announcements: { cause: Cause; announcement: Announcement }[] } {
  const missed = Map.groupBy(misses, ({ complaintId }) => complaintId);
  const kept = Map.groupBy(clocks, ({ complaintId }) => complaintId);
  const followed = tickets
    .filter(({ complaintId }) => missed.has(complaintId))
    .map((ticket) => {
      const { complaintId, bases, traceparent } = ticket;
      const { clockId, missedDueAt } = missed.get(complaintId)!.at(-1)!;
      const fact = { name: `clock.missed/${clockId}`, at: missedDueAt! };
      const answered = rules.clocks(bases, asRulesReadIt(ticket.timeline), now);
      const scope = scopeOf(ticket);
      const { changed, announcements } = reconcileClocks(kept.get(complaintId) ?? [], answered, {
        complaintId,
        scope,
        fact,
        now,
      });
      const cause = { id: deriveId('miss', complaintId, clockId, fact.at.toISOString()), traceparent };
      return { changed, announcements: announcements.map((announcement) => ({ cause, announcement })) };
    });
  return {
    changed: followed.flatMap(({ changed }) => changed),
    announcements: followed.flatMap(({ announcements }) => announcements),
  };
}
