import type { EventDefinition } from './event.js';
import { ComplaintProgress, SubmissionReceipt } from './edge/receipts.js';
import { ReportReady } from './edge/reports.js';
import {
  CaseEscalated,
  EscalationRaised,
  SlipToAudit,
  WorkActionAnswered,
  WorkOrder,
  WorkOrderChanged,
} from './edge/work.js';
import { CaseConfirmed, CaseOpened, CaseRecounted, CaseWithdrawn } from './journal/cases.js';
import {
  ComplaintImported,
  ComplaintRecorded,
  ComplaintRefused,
  SupplementRequested,
  TicketReclassified,
  TicketRegistered,
  UrgeRequested,
  WithdrawalRequested,
} from './journal/intake.js';
import { CallbackMade, MessageFailed, MessageHandedOver } from './journal/notification.js';
import {
  ExtensionGranted,
  ExtensionRefused,
  ExtensionRequested,
  RequestAnswered,
  TicketAnswered,
  TicketClosed,
  TicketReopened,
  WorkAccepted,
  WorkDispatched,
  WorkPaused,
  WorkReclassified,
  WorkReplied,
  WorkReplyApproved,
  WorkReplyRefused,
  WorkResumed,
  WorkRecorded,
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
  MissTakenBack,
  TicketAbnormal,
} from './journal/sla-monitor.js';

/** Every fact and request of a complaint's stream: what reporting archives. */
export const everyFact = [
  ComplaintRecorded,
  ComplaintImported,
  ComplaintRefused,
  TicketRegistered,
  TicketReclassified,
  UrgeRequested,
  SupplementRequested,
  WithdrawalRequested,
  WorkDispatched,
  WorkAccepted,
  WorkReturned,
  WorkTransferred,
  WorkReplied,
  WorkReplyApproved,
  WorkReplyRefused,
  WorkPaused,
  WorkResumed,
  WorkRecorded,
  ExtensionRequested,
  ExtensionGranted,
  ExtensionRefused,
  WorkSupervised,
  WorkReclassified,
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
  MissTakenBack,
  DeadlineMet,
  DeadlineCancelled,
  TicketAbnormal,
  MessageHandedOver,
  MessageFailed,
  CallbackMade,
] as const;

/** Every fact of a case's stream. */
export const everyCaseFact = [CaseOpened, CaseRecounted, CaseConfirmed, CaseWithdrawn] as const;

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
 * Who talks to whom, in the order of the journey. An arrow that points upwards carries its reason in `up`.
 * The compiler lets a service publish only its own; start-up compares `consumes` with the handlers; the docs print it.
 */
export const flow = {
  intake: {
    receives: ['submissions'],
    consumes: [
      // Up, see below.
      WorkDispatched,
      WorkAccepted,
      WorkReclassified,
      TicketAnswered,
      TicketClosed,
      TicketReopened,
      RequestAnswered,
      DeadlinePaused,
      DeadlineResumed,
      DeadlineRevised,
      DeadlineMissed,
      MissTakenBack,
    ],
    publishes: [
      ComplaintRecorded,
      ComplaintImported,
      ComplaintRefused,
      TicketRegistered,
      TicketReclassified,
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
      ComplaintImported,
      TicketRegistered,
      TicketReclassified,
      UrgeRequested,
      SupplementRequested,
      WithdrawalRequested,
      // Up, see below.
      DeadlineWarned,
      DeadlineMissed,
      MissTakenBack,
      CallbackMade,
    ],
    publishes: [
      WorkDispatched,
      WorkAccepted,
      WorkReturned,
      WorkTransferred,
      WorkReplied,
      WorkReplyApproved,
      WorkReplyRefused,
      WorkPaused,
      WorkResumed,
      WorkRecorded,
      ExtensionRequested,
      ExtensionGranted,
      ExtensionRefused,
      WorkSupervised,
      WorkReclassified,
      TicketAnswered,
      TicketClosed,
      TicketReopened,
      RequestAnswered,
    ],
    tells: [WorkOrder, WorkOrderChanged, SlipToAudit, WorkActionAnswered],
  },
  'sla-monitor': {
    receives: [],
    consumes: [
      ComplaintRecorded,
      TicketRegistered,
      TicketReclassified,
      WorkDispatched,
      WorkAccepted,
      WorkReturned,
      WorkTransferred,
      WorkReplied,
      WorkReplyApproved,
      WorkReplyRefused,
      WorkPaused,
      WorkResumed,
      WorkRecorded,
      ExtensionRequested,
      ExtensionGranted,
      ExtensionRefused,
      TicketAnswered,
      TicketClosed,
      TicketReopened,
      RequestAnswered,
      CallbackMade,
    ],
    publishes: [
      DeadlineArmed,
      DeadlinePaused,
      DeadlineResumed,
      DeadlineRevised,
      DeadlineWarned,
      DeadlineMissed,
      MissTakenBack,
      DeadlineMet,
      DeadlineCancelled,
      TicketAbnormal,
      ...everyCaseFact,
    ],
    tells: [EscalationRaised, CaseEscalated],
  },
  notification: {
    receives: [],
    consumes: [
      ComplaintRecorded,
      ComplaintImported,
      WorkDispatched,
      WorkReplied,
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
  reporting: { receives: [], consumes: [...everyFact, ...everyCaseFact], publishes: [], tells: [ReportReady] },
} as const satisfies Flow;

export type ServiceName = keyof typeof flow;

/** Why a service hears from one that comes after it in the journey. A test asks for the reason of every such arrow. */
export const up: Partial<Record<ServiceName, Record<string, string>>> = {
  intake: {
    [WorkDispatched.type]: 'The register shows status as a projection: a unit has the work.',
    [WorkAccepted.type]: 'The register shows status as a projection: the unit works on it.',
    [WorkReclassified.type]: 'The register shows the nature that the ticket has now.',
    [TicketAnswered.type]: 'The register shows status as a projection, and the source is told of the answer.',
    [TicketClosed.type]: 'The register shows status as a projection; a later contact is no urge any more.',
    [TicketReopened.type]: 'The register shows status as a projection: the work goes on.',
    [RequestAnswered.type]:
      'The source is told what became of its request; a bounced urge becomes a new, linked complaint.',
    [DeadlinePaused.type]: 'The source is told that the promise made to the customer rests with its clock.',
    [DeadlineResumed.type]: 'The promise made to the customer moves with its clock.',
    [DeadlineRevised.type]:
      'The promise made to the customer moves with its clock, for instance when more time is granted.',
    [DeadlineMissed.type]: 'The register shows that the promise made to the customer was not kept.',
    [MissTakenBack.type]: 'The register shows no miss that was none.',
  },
  routing: {
    [DeadlineMissed.type]:
      'A miss puts the work under supervision (督办), lets silence count as an answer, a withdrawal or an end, or changes the nature.',
    [DeadlineWarned.type]: 'The unit that has the work is told on its own topic what is nearly due (预警).',
    [MissTakenBack.type]: 'Work is no longer supervised, nor a ticket major, for a miss that was none.',
    [CallbackMade.type]: 'A callback closes the ticket or reopens it (回访).',
  },
  'sla-monitor': {
    [CallbackMade.type]: 'A callback has a limit of its own (回访); only who makes it knows that it was kept.',
  },
};

/** What a service may publish: its own facts and its own messages to the outside. */
export type PublishedBy<Service extends ServiceName> =
  (typeof flow)[Service]['publishes'][number] | (typeof flow)[Service]['tells'][number];

/** What a service reads from the journal. */
export type ConsumedBy<Service extends ServiceName> = (typeof flow)[Service]['consumes'][number];
