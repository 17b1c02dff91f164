import type { FieldValue } from '../conditions/fields.js';

/** One thing that happened to a ticket, as far as rules look at it. Instants are milliseconds since 1970. */
export interface Fact {
  fact: string;
  /** When somebody says it happened. */
  occurredAt: number;
  /** When we learnt of it. */
  recordedAt: number;
  /** When the operator received the complaint. */
  receivedAt?: number;
  /** Why, for instance, the work is paused. */
  reason?: string;
  /** Fields as they are known from now on. */
  set?: Readonly<Record<string, FieldValue>>;
  /** `limit.set` and `extension.granted`: the clock meant, by its rule or by what the ids of its clocks begin with. */
  rule?: string;
  /**
   * `limit.set`: the due instant fixed for this case. `ticket.registered`: by when its source wants it answered.
   * `event.planned`: when the event is to be. `extension.granted`: the new due instant, where less is given than could be.
   */
  until?: number;
  /** `event.planned`: which event. */
  event?: string;
  /** `extension.granted`: when it was asked for. */
  askedAt?: number;
  /** `extension.granted`: the role that consented. */
  by?: string;
}
