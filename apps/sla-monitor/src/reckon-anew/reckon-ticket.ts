import type { Procedures } from '@cc/procedures';
import { scopeOf } from '../clock-facts.js';
import { counted, type Followed } from '../follow-tickets/follow-ticket.js';
import { reckonedUnder, reconcileClocks } from '../follow-tickets/reconcile-clocks.js';
import { asRulesReadIt } from '../follow-tickets/timeline.js';
import type { WatchedClock } from '../watched-clock.entity.js';
import type { WatchedTicket } from '../watched-ticket.entity.js';

/**
 * What the clocks of a ticket are under the rules and calendars of now, though nothing happened to it. These count as known all
 * along: a miss that they do not have is taken back, and one that they have is noticed when the clock runs to an instant past.
 */
export function reckonTicket(
  ticket: WatchedTicket,
  clocks: readonly WatchedClock[],
  rules: Procedures,
  now: Date,
): Followed {
  const { complaintId, registeredAt } = ticket;
  const reconciled = reconcileClocks(clocks, rules.clocks(ticket.bases, asRulesReadIt(ticket.timeline), now), {
    complaintId,
    scope: scopeOf(ticket),
    fact: { name: 'rules.changed', at: registeredAt! },
    now,
  });
  return counted({ ...ticket, edition: reckonedUnder(rules, reconciled.clocks) }, reconciled, rules, now);
}
