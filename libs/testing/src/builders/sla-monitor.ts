import type {
  DataOf,
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
} from '@cc/contracts';
import { nextComplaintId } from './counter.js';
import { hoursAfter, TUESDAY_MORNING } from './instants.js';
import { aReason } from './reasons.js';

const DUE = hoursAfter(TUESDAY_MORNING, 48);
const WARN = hoursAfter(TUESDAY_MORNING, 36);

/** The clock of the answer to the customer: 48 hours, warned at three quarters. */
const answerClock = () => ({
  complaintId: nextComplaintId(),
  clockId: 'telecom-group-2019/D1/1',
  rule: 'D1',
  basis: { id: 'telecom-group/limits', version: '2026' },
  owner: 'handlingUnit' as const,
  name: { zh: '答复客户', en: 'Answer to the customer' },
  why: aReason({ rule: 'D1', basis: 'telecom-group/limits' }),
  recordedAt: TUESDAY_MORNING,
});

export const anArmedDeadline = (over: Partial<DataOf<typeof DeadlineArmed>> = {}): DataOf<typeof DeadlineArmed> => ({
  ...answerClock(),
  startedAt: TUESDAY_MORNING,
  startedBy: 'ticket.registered.v1',
  dueAt: DUE,
  warnAt: [WARN],
  ...over,
});

export const aPausedDeadline = (over: Partial<DataOf<typeof DeadlinePaused>> = {}): DataOf<typeof DeadlinePaused> => ({
  ...answerClock(),
  pausedAt: TUESDAY_MORNING,
  because: 'work.paused',
  ...over,
});

export const aResumedDeadline = (
  over: Partial<DataOf<typeof DeadlineResumed>> = {},
): DataOf<typeof DeadlineResumed> => ({ ...answerClock(), resumedAt: TUESDAY_MORNING, dueAt: DUE, ...over });

export const aRevisedDeadline = (
  over: Partial<DataOf<typeof DeadlineRevised>> = {},
): DataOf<typeof DeadlineRevised> => ({
  ...answerClock(),
  before: DUE,
  after: hoursAfter(DUE, 24),
  because: 'calendar corrected',
  ...over,
});

/** 预警. */
export const aWarnedDeadline = (over: Partial<DataOf<typeof DeadlineWarned>> = {}): DataOf<typeof DeadlineWarned> => ({
  ...answerClock(),
  warnAt: WARN,
  dueAt: DUE,
  effects: [{ effect: 'notify', role: 'handler', of: 'unit' }],
  ...over,
});

/** 超时, noticed at once. */
export const aMissedDeadline = (over: Partial<DataOf<typeof DeadlineMissed>> = {}): DataOf<typeof DeadlineMissed> => ({
  ...answerClock(),
  dueAt: DUE,
  noticedLateBy: 0,
  effects: [{ effect: 'notify', role: 'supervisor', of: 'superiorUnit' }, { effect: 'supervise' }],
  ...over,
});

/** The miss of `aMissedDeadline` was none. */
export const aMissTakenBack = (over: Partial<DataOf<typeof MissTakenBack>> = {}): DataOf<typeof MissTakenBack> => ({
  ...answerClock(),
  dueAt: DUE,
  ...over,
});

export const aMetDeadline = (over: Partial<DataOf<typeof DeadlineMet>> = {}): DataOf<typeof DeadlineMet> => ({
  ...answerClock(),
  metAt: TUESDAY_MORNING,
  dueAt: DUE,
  late: false,
  ...over,
});

export const aCancelledDeadline = (
  over: Partial<DataOf<typeof DeadlineCancelled>> = {},
): DataOf<typeof DeadlineCancelled> => ({ ...answerClock(), because: 'ticket.closed.v1', ...over });

/** 异常工单. */
export const anAbnormalTicket = (over: Partial<DataOf<typeof TicketAbnormal>> = {}): DataOf<typeof TicketAbnormal> => ({
  complaintId: nextComplaintId(),
  kind: 'overdue',
  why: aReason(),
  recordedAt: TUESDAY_MORNING,
  ...over,
});
