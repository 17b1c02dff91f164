import { z } from 'zod';
import { defineEvent } from '../event.js';
import { ComplaintId, RequestId, WorkOrderId } from '../ids.js';
import { BasisVersion, Instant, Nature, Reason, ScopeName, Sealed } from '../values.js';

const OfWork = z.object({
  complaintId: ComplaintId,
  workOrderId: WorkOrderId,
  occurredAt: Instant,
  recordedAt: Instant,
});

/** Who did it: a role and the name the branch's own system knows; never a personal name. */
export const Actor = z.object({ role: z.string(), id: z.string() });
export type Actor = z.infer<typeof Actor>;

/** 派单: a unit now has the work. The unit is the event's scope. */
export const WorkDispatched = defineEvent(
  'work.dispatched.v1',
  OfWork.extend({
    /** How many times this ticket's work has been sent to a unit, from 1. */
    dispatchNo: z.int().min(1),
    bases: z.array(BasisVersion),
    fallback: z.boolean(),
    /** Where it came from when it was transferred, returned or reopened. */
    from: z.object({ division: ScopeName, unit: z.string() }).nullable(),
    why: Reason,
    receivedAt: Instant,
  }),
);

/** 接单: the unit has taken the work on. */
export const WorkAccepted = defineEvent('work.accepted.v1', OfWork.extend({ by: Actor, why: Reason }));

/** 驳回: the unit sent it back; a new dispatch follows. */
export const WorkReturned = defineEvent(
  'work.returned.v1',
  OfWork.extend({ by: Actor, returns: z.int().min(1), reasonCode: z.string(), text: Sealed.nullable(), why: Reason }),
);

/** 转派: the unit passed it to another unit of the organisation; a new dispatch follows. */
export const WorkTransferred = defineEvent(
  'work.transferred.v1',
  OfWork.extend({
    by: Actor,
    to: z.object({ division: ScopeName, unit: z.string() }),
    reasonCode: z.string(),
    why: Reason,
  }),
);

/** 回单: the unit's written result, waiting for the audit. */
export const WorkReplied = defineEvent(
  'work.replied.v1',
  OfWork.extend({
    by: Actor,
    verification: z.enum(['true', 'untrue', 'unclear']),
    responsibility: z.enum(['operator', 'customer', 'third-party', 'unclear']),
    resolved: z.boolean(),
    slip: Sealed,
    why: Reason,
  }),
);

/** 回单审核不通过: the slip was not good enough, the unit works on. */
export const WorkReplyRefused = defineEvent(
  'work.reply-refused.v1',
  OfWork.extend({ by: Actor, reasonCode: z.string(), text: Sealed.nullable(), why: Reason }),
);

/** 回单审核通过: the slip is good, and with it the customer is answered. */
export const WorkReplyApproved = defineEvent('work.reply-approved.v1', OfWork.extend({ by: Actor, why: Reason }));

/** 挂起: the work rests for a reason of the organisation's list, for instance until the customer is back. */
export const WorkPaused = defineEvent(
  'work.paused.v1',
  OfWork.extend({ by: Actor, reasonCode: z.string(), why: Reason }),
);

/** 解挂: the work goes on. Said too when the work ended or went elsewhere while it was paused; `endedBy` names which. */
export const WorkResumed = defineEvent(
  'work.resumed.v1',
  OfWork.extend({
    /** Null when the customer withdrew. */
    by: Actor.nullable(),
    pausedAt: Instant,
    endedBy: z.enum(['resume', 'return', 'transfer', 'reply', 'withdrawal']),
    why: Reason,
  }),
);

/**
 * 登记: something was done that only the procedures know, such as a visit or a refund; or an action told more of the
 * ticket. Clocks start and end by `event`, in the words of the procedures. Texts that were given stay with routing.
 */
export const WorkRecorded = defineEvent(
  'work.recorded.v1',
  OfWork.extend({
    by: Actor,
    /** The action of the procedures; null where another action brought fields along. */
    what: z.string().nullable(),
    name: z.object({ zh: z.string(), en: z.string() }),
    event: z.string().regex(/^[a-z]+(\.[a-zA-Z]+)+$/),
    /** Fields as they are known from then on. */
    set: z.record(z.string(), z.union([z.boolean(), z.number(), z.string(), z.array(z.string())])),
    /** Kinds of the documents that were brought, and who consented. */
    documents: z.array(z.string()),
    consents: z.array(Actor.extend({ at: Instant })),
    why: Reason,
  }),
);

/** More time (延期) for one clock, which is due at `dueAt` as it stands. */
const OfExtension = OfWork.extend({
  clockId: z.string(),
  name: z.object({ zh: z.string(), en: z.string() }),
  dueAt: Instant.nullable(),
  why: Reason,
});

/** 申请延期: a unit asks for more time. The clock runs on until somebody has decided. */
export const ExtensionRequested = defineEvent(
  'extension.requested.v1',
  OfExtension.extend({ by: Actor, until: Instant, reasonCode: z.string(), text: Sealed.nullable() }),
);

/** 准予延期: the clock is due at `until` instead, since it was asked for in time. `consenting`: the role of the rule. */
export const ExtensionGranted = defineEvent(
  'extension.granted.v1',
  OfExtension.extend({
    by: Actor,
    consenting: z.string(),
    askedAt: Instant,
    until: Instant,
    reasonCode: z.string(),
  }),
);

/** 不予延期: the clock stays as it was. Nobody refused it (`by` is null) where the clock had ended before anybody decided. */
export const ExtensionRefused = defineEvent(
  'extension.refused.v1',
  OfExtension.extend({ by: Actor.nullable(), askedAt: Instant, reasonCode: z.string(), text: Sealed.nullable() }),
);

/** 督办: a higher unit watches the work from now on. */
export const WorkSupervised = defineEvent('work.supervised.v1', OfWork.extend({ clockId: z.string(), why: Reason }));

/** 重新定性: time has passed, or it turns out that it has not, and the open ticket is of another nature than before. */
export const WorkReclassified = defineEvent(
  'work.reclassified.v1',
  OfWork.extend({
    before: Nature,
    nature: Nature,
    /** The clock whose miss, or whose miss taken back, changed it. */
    clockId: z.string(),
    why: Reason,
  }),
);

/** The customer has been answered (回复客户). */
export const TicketAnswered = defineEvent(
  'ticket.answered.v1',
  OfWork.extend({
    bases: z.array(BasisVersion),
    verification: z.enum(['true', 'untrue', 'unclear']),
    /** The clock whose miss counts as the answer (默认同意); left out when somebody answered. */
    clockId: z.string().optional(),
    callback: z.object({ owed: z.boolean(), attempts: z.int(), dueAt: Instant.nullable(), why: Reason }),
    why: Reason,
  }),
);

/** 归档: the ticket is closed for good. */
export const TicketClosed = defineEvent(
  'ticket.closed.v1',
  z.object({
    complaintId: ComplaintId,
    closedAs: z.enum(['satisfied', 'no-callback-owed', 'not-reached', 'withdrawn', 'closed-by-person']),
    onTime: z.boolean(),
    /** Clocks of the answer without a due instant, for want of a decree: `onTime` does not speak of them. Left out if none. */
    undecreed: z.array(z.string()).min(1).optional(),
    /** The clock whose miss counts as the end (逾期视为); left out when somebody ended it. */
    clockId: z.string().optional(),
    why: Reason,
    occurredAt: Instant,
    recordedAt: Instant,
  }),
);

/** The work goes on after an unsatisfied callback. */
export const TicketReopened = defineEvent(
  'ticket.reopened.v1',
  z.object({
    complaintId: ComplaintId,
    times: z.int().min(1),
    /** What the customer said at the callback; opened it is a `SealedCallbackText`. */
    said: Sealed.optional(),
    why: Reason,
    occurredAt: Instant,
    recordedAt: Instant,
  }),
);

/** The owner's answer to a request: accepted, refused, or bounced because the world had changed. */
export const RequestAnswered = defineEvent(
  'request.answered.v1',
  z.object({
    complaintId: ComplaintId,
    requestId: RequestId,
    kind: z.enum(['urge', 'supplement', 'withdrawal']),
    result: z.enum(['accepted', 'refused', 'bounced']),
    /** How many urges the ticket has had, this one included; 0 for other kinds. */
    urges: z.int().min(0),
    why: Reason,
    recordedAt: Instant,
  }),
);
