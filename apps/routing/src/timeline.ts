import type { Timeline, TimelineFactName } from '@cc/procedures';
import type { StoredFact, Ticket } from './ticket.entity.js';

/** The ticket's facts as the rules read them. */
export const timelineOf = (ticket: Pick<Ticket, 'timeline'>): Timeline =>
  ticket.timeline.map(({ occurredAt, recordedAt, ...fact }) => ({
    ...fact,
    occurredAt: new Date(occurredAt),
    recordedAt: new Date(recordedAt),
  }));

/** A fact as the ticket keeps it. */
export const storedFact = (fact: TimelineFactName, occurredAt: Date, recordedAt: Date): StoredFact => ({
  fact,
  occurredAt: occurredAt.toISOString(),
  recordedAt: recordedAt.toISOString(),
});
