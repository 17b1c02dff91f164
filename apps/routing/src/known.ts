import type { Fields } from '@cc/procedures';
import type { Ticket } from './ticket.entity.js';

/** A text that was given is known to be there; its words are sealed elsewhere. */
export const GIVEN = true;

/**
 * What is known of a ticket in the words of the procedures: from its registration, by what its facts have said since,
 * and by what actions have brought.
 */
export const knownOf = ({
  number,
  receivedAt,
  classification: { faultRegion },
  timeline,
  known,
}: Pick<Ticket, 'number' | 'receivedAt' | 'classification' | 'timeline' | 'known'>): Fields => ({
  content: GIVEN,
  complaintNumber: number,
  receivedTime: receivedAt.toISOString(),
  eventTime: timeline[0]?.occurredAt,
  eventPlace: faultRegion ?? undefined,
  ...Object.assign({}, ...timeline.map(({ set }) => set)),
  ...known,
});
