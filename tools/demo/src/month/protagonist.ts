import {
  CallbackMade,
  DeadlineMissed,
  DeadlineWarned,
  EscalationRaised,
  TicketClosed,
  UrgeRequested,
  WorkAccepted,
  WorkReturned,
} from '@cc/contracts';
import type { Seen } from './outside.js';
import type { Follower } from './play-month.js';

/** What a story should have to be worth reading. */
const WANTED: readonly string[] = [
  DeadlineWarned.type,
  DeadlineMissed.type,
  EscalationRaised.type,
  UrgeRequested.type,
  WorkReturned.type,
  CallbackMade.type,
  TicketClosed.type,
  WorkAccepted.type,
];

/** Finds the complaint whose story has most to tell, and of those the shortest. */
export class Protagonist implements Follower {
  private readonly seen = new Map<string, { has: Set<string>; length: number }>();

  pushed(): void {}

  saw({ type, body }: Seen): void {
    const complaintId = body['complaintId'];
    if (typeof complaintId !== 'string') return;
    let one = this.seen.get(complaintId);
    if (!one) this.seen.set(complaintId, (one = { has: new Set(), length: 0 }));
    one.length++;
    if (WANTED.includes(type)) one.has.add(type);
  }

  get complaintId(): string | null {
    const [best] = [...this.seen].sort(
      ([, one], [, other]) => other.has.size - one.has.size || one.length - other.length,
    );
    return best?.[0] ?? null;
  }
}
