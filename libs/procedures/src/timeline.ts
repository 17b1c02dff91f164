import type { FieldValue } from './conditions/fields.js';
import type { ChannelLevel, Nature } from './procedures.js';

/** What has happened to one ticket, in the order it was recorded, as far as its clocks look at it. */
export type Timeline = readonly TimelineFact[];

/** Names are those of the facts on the wire without their version. */
export interface TimelineFact {
  fact: TimelineFactName | RecordedEvent;
  /** When somebody says it happened. */
  occurredAt: Date;
  /** When we learnt of it. A rule says which of the two counts. */
  recordedAt: Date;
  /** For `ticket.registered`: when the operator received the complaint. A limit that counts from receipt looks at it. */
  receivedAt?: Date;
  /** 来源要求时限: for `ticket.registered`, by when its source wants it answered. */
  until?: Date;
  /** For `clock.paused`: why. */
  reason?: string;
  /** Fields as they are known from now on: class, nature, channel level. */
  set?: Readonly<Record<string, FieldValue>>;
  /** With `extension.granted`: which clock is due when instead, who consented in the words of its rule, when it was asked for. */
  extension?: { clockId: string; until: Date; by: string; askedAt: Date };
}

/** What a registered ticket is known as, for the conditions of clocks: `set` of its first fact. */
export function knownAtRegistration(ticket: {
  channelLevel: ChannelLevel;
  nature: Nature;
  category: readonly string[];
  customerLevel: string | null;
  massFlag: boolean;
  riskFlags: readonly string[];
  /** By when its source wants it answered. */
  answerBy?: Date | null | undefined;
}): Record<string, FieldValue> {
  const { channelLevel, nature, category, customerLevel, massFlag, riskFlags, answerBy } = ticket;
  return {
    channelLevel,
    nature,
    category: [...category],
    massFlag,
    riskFlags: [...riskFlags],
    ...(customerLevel === null ? undefined : { customerLevel }),
    ...(answerBy ? { limitBySource: true } : undefined),
  };
}

export type TimelineFactName =
  | 'ticket.registered'
  | 'work.dispatched'
  | 'work.accepted'
  | 'work.returned'
  | 'work.transferred'
  | 'work.replied'
  | 'work.replyApproved'
  | 'work.replyRefused'
  | 'work.paused'
  | 'work.resumed'
  | 'ticket.answered'
  | 'ticket.closed'
  | 'ticket.reopened'
  | 'ticket.reclassified'
  | 'ticket.withdrawn'
  | 'extension.requested'
  | 'extension.granted'
  | 'extension.refused'
  | 'callback.made';

/** What a procedure calls an event of its own, such as `refund.paid`: only its rules know it. */
export type RecordedEvent = `${string}.${string}`;
