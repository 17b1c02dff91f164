import type { Timeline } from '@cc/procedures';
import type { StoredFact, Ticket } from './ticket.entity.js';

/** The ticket's facts as the rules read them. */
export const timelineOf = (ticket: Pick<Ticket, 'timeline'>): Timeline =>
  ticket.timeline.map(({ fact, occurredAt, recordedAt, receivedAt, until, reason, set, extension }) => ({
    fact,
    occurredAt: new Date(occurredAt),
    recordedAt: new Date(recordedAt),
    ...(receivedAt !== undefined && { receivedAt: new Date(receivedAt) }),
    ...(until !== undefined && { until: new Date(until) }),
    ...(reason !== undefined && { reason }),
    ...(set && { set }),
    ...(extension && {
      extension: { ...extension, until: new Date(extension.until), askedAt: new Date(extension.askedAt) },
    }),
  }));

/** A fact as the ticket keeps it. */
export const storedFact = (fact: StoredFact['fact'], occurredAt: Date, recordedAt: Date): StoredFact => ({
  fact,
  occurredAt: occurredAt.toISOString(),
  recordedAt: recordedAt.toISOString(),
});
