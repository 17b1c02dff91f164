import type { MessageProblem } from '@cc/contracts';

/** A message as a provider gets it, in clear. */
export interface OutgoingMessage {
  /** The same message always has the same id: a provider must not send an id twice. */
  messageId: string;
  complaintId: string;
  channel: string;
  /** Telephone number for `sms`; else `role@division/unit`. */
  recipient: string;
  text: string;
}

/** `refused` is final; `unavailable` is a passing fault, and tried again. `detail` is the provider's own text. */
export type HandOver =
  { result: 'accepted' } | { result: 'refused' | 'unavailable'; problem: MessageProblem; detail?: string };

/** The outer edge: an operator's SMS centre, a mail server. What is for a desk never gets there. */
export interface MessageProvider {
  readonly name: string;
  /**
   * Answers for each message, in their order. What it throws is a passing fault of all of them. Once the signal is aborted, the
   * service stops: whatever has no answer yet is a passing fault.
   */
  handOver(messages: readonly OutgoingMessage[], now: Date, signal: AbortSignal): Promise<HandOver[]>;
}
