import type { ComplaintId } from '@cc/contracts';
import type { DueClock } from './claims.js';

/** A ticket about which nothing could be decided. */
export interface Failure {
  complaintId: ComplaintId;
  error: unknown;
}

/** What was decided about a ticket cannot be made an event. */
export class Untellable extends Error {
  override name = 'Untellable';
  constructor(readonly failure: Failure) {
    super(`nothing can be told about ${failure.complaintId}`, { cause: failure.error });
  }
}

/** Decides ticket by ticket, so that one that cannot be decided holds up no other. */
export function eachTicket<T>(
  complaintIds: Iterable<ComplaintId>,
  decide: (complaintId: ComplaintId) => T,
): { decided: T[]; failures: Failure[] } {
  const decided: T[] = [];
  const failures: Failure[] = [];
  for (const complaintId of new Set(complaintIds)) {
    try {
      decided.push(decide(complaintId));
    } catch (error) {
      failures.push({ complaintId, error });
    }
  }
  return { decided, failures };
}

const TRY_AGAIN_MS = 60_000;

/** Due again in a minute: at the front of the queue they would stand in everybody's way. */
export const putOff = (clocks: readonly DueClock[], failures: readonly Failure[], now: Date): DueClock[] => {
  const failed = new Set(failures.map(({ complaintId }) => complaintId));
  return clocks
    .filter(({ complaintId }) => failed.has(complaintId))
    .map((clock) => ({ ...clock, nextAt: new Date(now.getTime() + TRY_AGAIN_MS) }));
};
