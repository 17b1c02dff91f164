import type {
  DataOf,
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
  WorkRecorded,
  WorkReplied,
  WorkReplyApproved,
  WorkReplyRefused,
  WorkResumed,
  WorkReturned,
  WorkSupervised,
  WorkTransferred,
} from '@cc/contracts';
import { nextComplaintId, nextId, workOrderIdOf } from './counter.js';
import { hoursAfter, TUESDAY_MORNING } from './instants.js';
import { anUnopenedSeal } from './intake.js';
import { aReason, someBases } from './reasons.js';

/** Two events of one complaint: build the first, then pass its `complaintId` to the second. */
function ofWork(over: { complaintId?: DataOf<typeof WorkDispatched>['complaintId'] }) {
  const complaintId = over.complaintId ?? nextComplaintId();
  return {
    complaintId,
    workOrderId: workOrderIdOf(complaintId),
    why: aReason(),
    occurredAt: TUESDAY_MORNING,
    recordedAt: TUESDAY_MORNING,
  };
}

const aHandler = () => ({ role: 'handler', id: 'gd-4711' });

/** 派单: the first dispatch of a ticket's work. */
export const aDispatchedTicket = (
  over: Partial<DataOf<typeof WorkDispatched>> = {},
): DataOf<typeof WorkDispatched> => ({
  ...ofWork(over),
  dispatchNo: 1,
  bases: someBases(),
  fallback: false,
  from: null,
  receivedAt: TUESDAY_MORNING,
  ...over,
});

/** 接单. */
export const anAcceptedTicket = (over: Partial<DataOf<typeof WorkAccepted>> = {}): DataOf<typeof WorkAccepted> => ({
  ...ofWork(over),
  by: aHandler(),
  ...over,
});

/** 驳回. */
export const aReturnedTicket = (over: Partial<DataOf<typeof WorkReturned>> = {}): DataOf<typeof WorkReturned> => ({
  ...ofWork(over),
  by: aHandler(),
  returns: 1,
  reasonCode: 'not-ours',
  text: null,
  ...over,
});

/** 转派. */
export const aTransferredTicket = (
  over: Partial<DataOf<typeof WorkTransferred>> = {},
): DataOf<typeof WorkTransferred> => ({
  ...ofWork(over),
  by: aHandler(),
  to: { division: '43', unit: '43-centre' },
  reasonCode: 'fault-elsewhere',
  ...over,
});

/** 回单. */
export const aRepliedTicket = (over: Partial<DataOf<typeof WorkReplied>> = {}): DataOf<typeof WorkReplied> => ({
  ...ofWork(over),
  by: aHandler(),
  verification: 'true',
  responsibility: 'operator',
  resolved: true,
  slip: anUnopenedSeal(),
  ...over,
});

/** 回单审核通过. */
export const anApprovedReply = (
  over: Partial<DataOf<typeof WorkReplyApproved>> = {},
): DataOf<typeof WorkReplyApproved> => ({ ...ofWork(over), by: { role: 'auditor', id: 'gd-0815' }, ...over });

/** 回单审核不通过. */
export const aRefusedReply = (
  over: Partial<DataOf<typeof WorkReplyRefused>> = {},
): DataOf<typeof WorkReplyRefused> => ({
  ...ofWork(over),
  by: { role: 'auditor', id: 'gd-0815' },
  reasonCode: 'findings-missing',
  text: null,
  ...over,
});

/** 挂起. */
export const aPausedTicket = (over: Partial<DataOf<typeof WorkPaused>> = {}): DataOf<typeof WorkPaused> => ({
  ...ofWork(over),
  by: aHandler(),
  reasonCode: 'waiting-for-customer',
  ...over,
});

/** 解挂, by the handler. */
export const aResumedTicket = (over: Partial<DataOf<typeof WorkResumed>> = {}): DataOf<typeof WorkResumed> => ({
  ...ofWork(over),
  by: aHandler(),
  pausedAt: TUESDAY_MORNING,
  endedBy: 'resume',
  ...over,
});

/** 登记: a refund was promised. */
export const aRecordedFact = (over: Partial<DataOf<typeof WorkRecorded>> = {}): DataOf<typeof WorkRecorded> => ({
  ...ofWork(over),
  by: aHandler(),
  what: 'promiseRefund',
  name: { zh: '承诺退费', en: 'Promise a refund' },
  event: 'refund.promised',
  set: {},
  documents: [],
  consents: [],
  ...over,
});

/** 延期: for the answer to the customer, a day more than its two. */
const ofExtension = () => ({
  clockId: 'telecom-group-2019/D1/1',
  name: { zh: '答复客户', en: 'Answer to the customer' },
  dueAt: hoursAfter(TUESDAY_MORNING, 48),
  why: aReason({ rule: 'D1' }),
});

/** 申请延期. */
export const anAskedExtension = (
  over: Partial<DataOf<typeof ExtensionRequested>> = {},
): DataOf<typeof ExtensionRequested> => ({
  ...ofWork(over),
  ...ofExtension(),
  by: aHandler(),
  until: hoursAfter(TUESDAY_MORNING, 72),
  reasonCode: 'parts-on-order',
  text: null,
  ...over,
});

/** 准予延期: as was asked for in the morning. */
export const aGrantedExtension = (
  over: Partial<DataOf<typeof ExtensionGranted>> = {},
): DataOf<typeof ExtensionGranted> => ({
  ...ofWork(over),
  ...ofExtension(),
  by: { role: 'supervisor', id: 'gd-0001' },
  consenting: 'supervisor-above',
  askedAt: TUESDAY_MORNING,
  until: hoursAfter(TUESDAY_MORNING, 72),
  reasonCode: 'parts-on-order',
  ...over,
});

/** 不予延期. */
export const aRefusedExtension = (
  over: Partial<DataOf<typeof ExtensionRefused>> = {},
): DataOf<typeof ExtensionRefused> => ({
  ...ofWork(over),
  ...ofExtension(),
  by: { role: 'supervisor', id: 'gd-0001' },
  askedAt: TUESDAY_MORNING,
  reasonCode: 'can-be-done',
  text: null,
  ...over,
});

/** 督办. */
export const aSupervisedTicket = (
  over: Partial<DataOf<typeof WorkSupervised>> = {},
): DataOf<typeof WorkSupervised> => ({
  ...ofWork(over),
  clockId: 'telecom-group/limits/acceptance/1',
  ...over,
});

/** 回复客户: answered, a callback is owed within a day. */
export const anAnsweredTicket = (over: Partial<DataOf<typeof TicketAnswered>> = {}): DataOf<typeof TicketAnswered> => ({
  ...ofWork(over),
  bases: someBases(),
  verification: 'true',
  callback: { owed: true, attempts: 3, dueAt: hoursAfter(TUESDAY_MORNING, 24), why: aReason() },
  ...over,
});

const ofTicket = () => ({
  complaintId: nextComplaintId(),
  why: aReason(),
  occurredAt: TUESDAY_MORNING,
  recordedAt: TUESDAY_MORNING,
});

/** 归档. */
export const aClosedTicket = (over: Partial<DataOf<typeof TicketClosed>> = {}): DataOf<typeof TicketClosed> => ({
  ...ofTicket(),
  closedAs: 'satisfied',
  onTime: true,
  ...over,
});

/** 重新定性: an ordinary ticket became major because it was not answered in time. */
export const aReclassifiedWork = (
  over: Partial<DataOf<typeof WorkReclassified>> = {},
): DataOf<typeof WorkReclassified> => ({
  ...ofWork(over),
  before: 'ordinary',
  nature: 'major',
  clockId: 'telecom-group-2019/D1/1',
  ...over,
});

export const aReopenedTicket = (over: Partial<DataOf<typeof TicketReopened>> = {}): DataOf<typeof TicketReopened> => ({
  ...ofTicket(),
  times: 1,
  ...over,
});

/** The answer to a request: by default a first urge, accepted. */
export const anAnsweredRequest = (
  over: Partial<DataOf<typeof RequestAnswered>> = {},
): DataOf<typeof RequestAnswered> => ({
  complaintId: nextComplaintId(),
  requestId: nextId('urge'),
  kind: 'urge',
  result: 'accepted',
  urges: 1,
  why: aReason(),
  recordedAt: TUESDAY_MORNING,
  ...over,
});
