/** What has happened to one ticket, in the order it was recorded, as far as its clocks look at it. */
export type Timeline = readonly TimelineFact[];

/** Names are those of the facts on the wire without their version. */
export interface TimelineFact {
  fact: TimelineFactName;
  /** When somebody says it happened. */
  occurredAt: Date;
  /** When we learnt of it. A rule says which of the two counts. */
  recordedAt: Date;
  /** For `ticket.registered`: when the operator received the complaint. A limit that counts from receipt looks at it. */
  receivedAt?: Date;
  /** For `clock.paused`: why. */
  reason?: string;
}

export type TimelineFactName =
  | 'ticket.registered'
  | 'work.dispatched'
  | 'work.accepted'
  | 'work.returned'
  | 'work.transferred'
  | 'work.replied'
  | 'work.replyRefused'
  | 'work.paused'
  | 'work.resumed'
  | 'ticket.answered'
  | 'ticket.closed'
  | 'ticket.reopened'
  | 'ticket.withdrawn';
