import { z } from 'zod';
import { defineEvent } from '../event.js';
import { ComplaintId } from '../ids.js';
import { Instant, Reason, Sealed } from '../values.js';

/** A message was given to a provider. Only the provider's own receipt says that it arrived. */
export const MessageHandedOver = defineEvent(
  'message.handed-over.v1',
  z.object({
    complaintId: ComplaintId,
    messageId: z.uuid(),
    template: z.string(),
    channel: z.enum(['sms', 'mail', 'webhook', 'desk']),
    recipient: z.object({ role: z.string(), division: z.string().nullable(), unit: z.string().nullable() }),
    /** `desk`: it is read at a desk of the platform itself. `capture` keeps the message and sends nothing. */
    provider: z.string(),
    recordedAt: Instant,
  }),
);

/**
 * Why a message could not be handed over; the provider's own words, which may quote the customer's number, stay out of the
 * journal. `no-number`: the complaint has none; `refused`: the provider will not take it; `unavailable`: it could not;
 * `unreadable`: the sealed contact could not be opened.
 */
export const MessageProblem = z.enum(['no-number', 'refused', 'unavailable', 'unreadable']);
export type MessageProblem = z.infer<typeof MessageProblem>;

/** The provider refused a message for good; a person must look at it. */
export const MessageFailed = defineEvent(
  'message.failed.v1',
  z.object({
    complaintId: ComplaintId,
    messageId: z.uuid(),
    template: z.string(),
    provider: z.string(),
    attempts: z.int(),
    problem: MessageProblem,
    recordedAt: Instant,
  }),
);

/** 回访: one attempt to reach the customer after the answer, and what it does to the ticket. */
export const CallbackMade = defineEvent(
  'callback.made.v1',
  z.object({
    complaintId: ComplaintId,
    attempt: z.int().min(1),
    outcome: z.enum(['satisfied', 'unsatisfied', 'notReached']),
    effect: z.enum(['close', 'reopen', 'tryAgain']),
    why: Reason,
    by: z.object({ role: z.string(), id: z.string() }),
    /** What the customer said; opened it is a `SealedCallbackText`. Left out where nobody wrote it down. */
    said: Sealed.optional(),
    occurredAt: Instant,
    recordedAt: Instant,
  }),
);
