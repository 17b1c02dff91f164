import type { EventDefinition } from './event.js';
import { ComplaintProgress, SubmissionReceipt } from './edge/receipts.js';
import { EscalationRaised, WorkActionAnswered, WorkOrder, WorkOrderChanged } from './edge/work.js';
import {
  ComplaintRecorded,
  ComplaintRefused,
  SupplementRequested,
  TicketRegistered,
  UrgeRequested,
  WithdrawalRequested,
} from './journal/intake.js';
import { CallbackMade, MessageFailed, MessageHandedOver } from './journal/notification.js';
import {
  RequestAnswered,
  TicketAnswered,
  TicketClosed,
  TicketReopened,
  WorkAccepted,
  WorkDispatched,
  WorkReplied,
  WorkReplyRefused,
  WorkReturned,
  WorkSupervised,
  WorkTransferred,
} from './journal/routing.js';
import {
  DeadlineArmed,
  DeadlineCancelled,
  DeadlineMet,
  DeadlineMissed,
  DeadlinePaused,
  DeadlineResumed,
  DeadlineRevised,
  DeadlineWarned,
  TicketAbnormal,
} from './journal/sla-monitor.js';

/** Every fact and request of a complaint's stream: what reporting archives. */
export const everyFact = [
  ComplaintRecorded,
  ComplaintRefused,
  TicketRegistered,
  UrgeRequested,
  SupplementRequested,
  WithdrawalRequested,
  WorkDispatched,
  WorkAccepted,
  WorkReturned,
  WorkTransferred,
  WorkReplied,
  WorkReplyRefused,
  WorkSupervised,
  TicketAnswered,
  TicketClosed,
  TicketReopened,
  RequestAnswered,
  DeadlineArmed,
  DeadlinePaused,
  DeadlineResumed,
  DeadlineRevised,
  DeadlineWarned,
  DeadlineMissed,
  DeadlineMet,
  DeadlineCancelled,
  TicketAbnormal,
  MessageHandedOver,
  MessageFailed,
  CallbackMade,
] as const;

type Flow = Record<
  string,
  {
    /** Topics of parties outside that this service reads, as patterns. */
    receives: readonly ('submissions' | 'workActions')[];
    consumes: readonly EventDefinition[];
    publishes: readonly EventDefinition[];
    /** Messages to parties outside. */
    tells: readonly EventDefinition[];
  }
>;

/**
 * Who talks to whom, in the order of the journey. An arrow that points upwards carries its reason.
 * The compiler lets a service publish only its own; start-up compares `consumes` with the handlers; the docs print it.
 */
export const flow = {
  intake: {
    receives: ['submissions'],
    consumes: [
      // Up: the register shows status as a projection, and a bounced urge becomes a new, linked complaint.
      WorkDispatched,
      WorkAccepted,
      TicketAnswered,
      TicketClosed,
      TicketReopened,
      RequestAnswered,
      DeadlineMissed,
    ],
    publishes: [
      ComplaintRecorded,
      ComplaintRefused,
      TicketRegistered,
      UrgeRequested,
      SupplementRequested,
      WithdrawalRequested,
    ],
    tells: [SubmissionReceipt, ComplaintProgress],
  },
  routing: {
    receives: ['workActions'],
    consumes: [
      ComplaintRecorded,
      TicketRegistered,
      UrgeRequested,
      SupplementRequested,
      WithdrawalRequested,
      // Up: a miss puts the work under supervision, a callback closes or reopens it.
      DeadlineMissed,
      CallbackMade,
    ],
    publishes: [
      WorkDispatched,
      WorkAccepted,
      WorkReturned,
      WorkTransferred,
      WorkReplied,
      WorkReplyRefused,
      WorkSupervised,
      TicketAnswered,
      TicketClosed,
      TicketReopened,
      RequestAnswered,
    ],
    tells: [WorkOrder, WorkOrderChanged, WorkActionAnswered],
  },
  'sla-monitor': {
    receives: [],
    consumes: [
      TicketRegistered,
      WorkDispatched,
      WorkAccepted,
      WorkReturned,
      WorkTransferred,
      WorkReplied,
      WorkReplyRefused,
      TicketAnswered,
      TicketClosed,
      TicketReopened,
      RequestAnswered,
    ],
    publishes: [
      DeadlineArmed,
      DeadlinePaused,
      DeadlineResumed,
      DeadlineRevised,
      DeadlineWarned,
      DeadlineMissed,
      DeadlineMet,
      DeadlineCancelled,
      TicketAbnormal,
    ],
    tells: [EscalationRaised],
  },
  notification: {
    receives: [],
    consumes: [
      ComplaintRecorded,
      WorkDispatched,
      DeadlineWarned,
      DeadlineMissed,
      TicketAbnormal,
      TicketAnswered,
      TicketReopened,
      TicketClosed,
    ],
    publishes: [MessageHandedOver, MessageFailed, CallbackMade],
    tells: [],
  },
  reporting: { receives: [], consumes: everyFact, publishes: [], tells: [] },
} as const satisfies Flow;

export type ServiceName = keyof typeof flow;

/** What a service may publish: its own facts and its own messages to the outside. */
export type PublishedBy<Service extends ServiceName> =
  (typeof flow)[Service]['publishes'][number] | (typeof flow)[Service]['tells'][number];

/** What a service reads from the journal. */
export type ConsumedBy<Service extends ServiceName> = (typeof flow)[Service]['consumes'][number];
