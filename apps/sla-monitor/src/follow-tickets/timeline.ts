import type { Timeline } from '@cc/procedures';
import type { StoredFact } from '../watched-ticket.entity.js';

/**
 * The timeline with a fact in its place: ordered by when facts were recorded, equal instants in the order they came.
 * A fact already there stays there once.
 */
export function remember(timeline: readonly StoredFact[], fact: StoredFact): StoredFact[] {
  if (timeline.some((known) => known.event === fact.event && known.fact === fact.fact)) return [...timeline];
  const laterOnes = timeline.findIndex((known) => Date.parse(known.recordedAt) > Date.parse(fact.recordedAt));
  return laterOnes === -1 ? [...timeline, fact] : timeline.toSpliced(laterOnes, 0, fact);
}

/** The timeline as the rules read it. */
export function asRulesReadIt(timeline: readonly StoredFact[]): Timeline {
  return timeline.map(({ fact, occurredAt, recordedAt, receivedAt, until, reason, set, extension }) => ({
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
}

const ENDS: readonly StoredFact['fact'][] = ['ticket.closed', 'ticket.withdrawn'];

/** When the ticket was closed for good; null while it is open. */
export function closedAt(timeline: readonly StoredFact[]): Date | null {
  const last = timeline.findLast(({ fact }) => ENDS.includes(fact) || fact === 'ticket.reopened');
  return last !== undefined && ENDS.includes(last.fact) ? new Date(last.recordedAt) : null;
}
