import { z } from 'zod';
import { defineEdgeMessage } from '../event.js';
import { CaseId, ComplaintId, WorkOrderId } from '../ids.js';
import { CaseArea, CaseCount } from '../journal/cases.js';
import { Evidence } from '../sealed.js';
import { topics } from '../topics.js';
import { ChannelLevel, Instant, Nature, Reason, RegionCode, ScopeName, Stage } from '../values.js';
import { Violation } from './receipts.js';
import { text } from './text.js';

const SlipText = text(4000);

/** 回单: what a unit says about its work. */
const Slip = z.strictObject({
  findings: SlipText.describe('核查情况: what was found'),
  measures: SlipText.describe('处理措施: what was done'),
  answerToCustomer: SlipText.describe('答复口径: what the customer was told'),
  verification: z.enum(['true', 'untrue', 'unclear']).describe('是否属实'),
  responsibility: z.enum(['operator', 'customer', 'third-party', 'unclear']).describe('责任归属'),
  resolved: z.boolean().describe('是否解决'),
});

/** A deadline of the work, with the rule that made it. */
const DueTime = z.object({
  clock: z.string(),
  name: z.object({ zh: z.string(), en: z.string() }),
  dueAt: Instant,
  why: Reason,
});

/** 工单: what a unit is to do, in clear, on its division's own topic. */
export const WorkOrder = defineEdgeMessage(
  'work.order.v1',
  z.object({
    workOrderId: WorkOrderId,
    complaintId: ComplaintId,
    number: z.string(),
    dispatchNo: z.int(),
    customer: z.object({
      name: z.string().nullable(),
      phone: z.string().nullable(),
      level: z.string().nullable(),
      businessNumber: z.string().nullable(),
    }),
    problem: z.string(),
    demand: z.string().nullable(),
    /** 录音、附件: where the evidence lies; left out where there is none. */
    ...Evidence.shape,
    category: z.array(z.string()),
    nature: Nature,
    channelLevel: ChannelLevel,
    urgency: z.string(),
    faultRegion: RegionCode.nullable(),
    /** 故障时间. */
    faultAt: Instant.optional(),
    due: z.array(DueTime),
    fallback: z.boolean(),
    why: Reason,
    receivedAt: Instant,
    dispatchedAt: Instant,
  }),
  ({ division, data }) => ({ topic: topics.work(division), key: data.complaintId }),
);

/**
 * Something changed on a work order that its unit should know. Further kinds of change may come: a reader passes over
 * one that it does not know.
 */
export const WorkOrderChanged = defineEdgeMessage(
  'work.order-changed.v1',
  z.object({
    workOrderId: WorkOrderId,
    complaintId: ComplaintId,
    change: z.enum([
      'urged',
      'supplemented',
      'supervised',
      'supervisionEnded',
      'takenAway',
      'withdrawn',
      'replyRefused',
      'answered',
      'reopened',
      'closed',
      'paused',
      'resumed',
      'reclassified',
      'moreTimeAsked',
      'moreTimeGranted',
      'moreTimeRefused',
      'warned',
    ]),
    stage: Stage,
    text: z.string().nullable(),
    /** With `urged` and `supplemented`: what came with it. */
    ...Evidence.shape,
    /** With `paused`, `resumed` and `moreTimeGranted`: the clocks that run now, the earliest first. `warned`: the one that is near. */
    due: z.array(DueTime).optional(),
    /** With `reclassified`: the nature that the complaint has now. */
    nature: Nature.optional(),
    /** With `moreTimeAsked` and `moreTimeGranted` until when; with `moreTimeRefused` which clock stays as it was, and why. */
    moreTime: z.object({ clock: z.string(), until: Instant.nullable(), reasonCode: z.string().optional() }).optional(),
    why: Reason,
    at: Instant,
  }),
  ({ division, data }) => ({ topic: topics.work(division), key: data.complaintId }),
);

/**
 * 回单待审核: a slip waits for the audit of the division on whose topic this stands, which answers with `approveReply` or
 * `refuseReply`. A slip that was refused and written again is told again.
 */
export const SlipToAudit = defineEdgeMessage(
  'work.slip-to-audit.v1',
  z.object({
    workOrderId: WorkOrderId,
    complaintId: ComplaintId,
    number: z.string(),
    /** The unit that wrote the slip. */
    writtenBy: z.object({ division: ScopeName, unit: ScopeName }),
    slip: z.object(Slip.shape),
    category: z.array(z.string()),
    nature: Nature,
    channelLevel: ChannelLevel,
    /** The clocks that run while the slip waits, the earliest first. */
    due: z.array(DueTime),
    /** The rule that names the auditing division. */
    why: Reason,
    at: Instant,
  }),
  ({ division, data }) => ({ topic: topics.work(division), key: data.complaintId }),
);

/** The answer to one action of a branch: done, or what was wrong and what is allowed instead. */
export const WorkActionAnswered = defineEdgeMessage(
  'work.action-answered.v1',
  z.object({
    actionId: z.string(),
    complaintId: z.string(),
    result: z.enum(['done', 'refused', 'duplicate']),
    stage: Stage.nullable(),
    allowedActions: z.array(z.string()),
    violations: z.array(Violation),
    why: Reason.nullable(),
    at: Instant,
  }),
  ({ division, data }) => ({ topic: topics.work(division), key: data.complaintId }),
);

/** For headquarters: a clock was missed whose rule goes up to the group. */
export const EscalationRaised = defineEdgeMessage(
  'escalation.raised.v1',
  z.object({
    complaintId: ComplaintId,
    clockId: z.string(),
    name: z.object({ zh: z.string(), en: z.string() }),
    dueAt: Instant,
    why: Reason,
    at: Instant,
  }),
  ({ data }) => ({ topic: topics.escalations, key: data.complaintId }),
);

/** For headquarters: a case of many complaints (群体投诉) was opened, confirmed or withdrawn. */
export const CaseEscalated = defineEdgeMessage(
  'escalation.case.v1',
  z.object({
    caseId: CaseId,
    became: z.enum(['opened', 'confirmed', 'withdrawn']),
    name: z.object({ zh: z.string(), en: z.string() }),
    /** What its complaints have in common: the province as `division`, the class as `category`. */
    area: CaseArea,
    counts: z.array(CaseCount),
    size: z.int().min(0),
    found: z.int().min(0),
    why: Reason,
    at: Instant,
  }),
  ({ data }) => ({ topic: topics.escalations, key: data.caseId }),
);

/** `ce_type` of a branch's actions. */
export const WORK_ACTION_TYPE = 'work.action.v1';

/** Larger actions are refused. */
export const WORK_ACTION_MAX_BYTES = 128 * 1024;

const ReasonCode = text(64).describe('原因代码');

const Clock = text(200).describe('时限标识: `clock` of a due time of the work order');

const Word = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/);
const FieldValue = z.union([z.boolean(), z.number(), SlipText, z.array(text(200)).max(50)]);

/**
 * What an action may bring beside its own parts, in the words of the procedures the ticket runs under. Without it an
 * action is refused where one of them requires it; the refusal says what to add.
 */
const brings = {
  fields: z.record(Word, FieldValue).optional().describe('补充字段: fields that the procedures declare, by their name'),
  documents: z
    .array(
      z.strictObject({
        kind: Word.describe('材料种类: a kind that the procedures declare'),
        ref: text(512).describe('材料编号或地址: where it is kept, a URI or a number of your own'),
      }),
    )
    .max(50)
    .optional()
    .describe('材料'),
  consents: z
    .array(
      z.strictObject({
        role: Word.describe('同意人角色: a role of the procedures'),
        id: text(64).describe("同意人工号: the id in the branch's own system, never a name"),
        at: Instant.describe('同意时间'),
      }),
    )
    .max(20)
    .optional()
    .describe('已取得的同意'),
};

/** What a branch says about its work, on `complaints.work-actions.<division>` or by REST. */
export const WorkAction = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('accept').describe('接单'), ...brings }),
  z.strictObject({
    action: z.literal('return').describe('驳回'),
    ...brings,
    reasonCode: ReasonCode,
    text: SlipText.optional().describe('驳回说明'),
  }),
  z.strictObject({
    action: z.literal('transfer').describe('转派'),
    ...brings,
    to: z
      .strictObject({ division: ScopeName.describe('目标分公司'), unit: ScopeName.describe('目标单位') })
      .describe('转派到'),
    reasonCode: ReasonCode,
  }),
  z.strictObject({
    action: z.literal('reply').describe('回单'),
    ...brings,
    slip: Slip.describe('回单内容'),
  }),
  z.strictObject({
    action: z.literal('refuseReply').describe('回单审核不通过'),
    ...brings,
    reasonCode: ReasonCode,
    text: SlipText.optional().describe('审核意见'),
  }),
  z.strictObject({ action: z.literal('approveReply').describe('回单审核通过'), ...brings }),
  z.strictObject({
    action: z.literal('pause').describe('挂起'),
    ...brings,
    reasonCode: ReasonCode.describe("挂起原因: a code of the organisation's list"),
  }),
  z.strictObject({ action: z.literal('resume').describe('解挂'), ...brings }),
  z.strictObject({
    action: z.literal('requestExtension').describe('申请延期'),
    ...brings,
    clock: Clock,
    until: Instant.describe('拟延至: until when the work is to be done instead'),
    reasonCode: ReasonCode,
    text: SlipText.optional().describe('申请说明'),
  }),
  z.strictObject({
    action: z.literal('grantExtension').describe('同意延期: by REST, by who stands above the unit'),
    ...brings,
    clock: Clock,
    until: Instant.describe('准予延至: until when, as far as the rule of the clock lets it'),
    reasonCode: ReasonCode,
  }),
  z.strictObject({
    action: z.literal('refuseExtension').describe('不同意延期'),
    ...brings,
    clock: Clock,
    reasonCode: ReasonCode,
    text: SlipText.optional().describe('不同意的说明'),
  }),
  z.strictObject({
    action: z.literal('record').describe('登记: something that only the procedures know was done, such as a visit'),
    what: Word.describe('登记事项: the name of the action in the procedures, for example visitCustomer'),
    ...brings,
  }),
  z.strictObject({ action: z.literal('close').describe('归档'), ...brings, reasonCode: ReasonCode }),
]);
export type WorkAction = z.infer<typeof WorkAction>;

/**
 * `work.action.v1`: one action; the same `actionId` again changes nothing and gets the first answer, for anything else it
 * is refused as a `conflict`.
 */
export const WorkActionSubmitted = z
  .strictObject({
    actionId: z
      .string()
      .regex(/^[\x21-\x7e]{1,128}$/)
      .describe("操作流水号: the branch's own id of the action"),
    complaintId: ComplaintId.describe('投诉标识: from the work order; key of the record'),
    workOrderId: WorkOrderId.optional().describe('工单标识: guards against acting on work that has moved on'),
    by: z
      .strictObject({
        role: z.enum(['handler', 'dispatcher', 'auditor', 'supervisor']).describe('角色'),
        id: text(64).describe("工号: the id in the branch's own system, never a name"),
      })
      .describe('操作人'),
    at: Instant.describe('操作时间: ISO 8601 with zone'),
    do: WorkAction.describe('操作'),
  })
  .describe('工单操作');
export type WorkActionSubmitted = z.infer<typeof WorkActionSubmitted>;

/** The same action by REST: who acts is the bearer of the token, so the body need not say it and cannot say another. */
export const WorkActionByPerson = WorkActionSubmitted.extend({
  by: WorkActionSubmitted.shape.by.partial({ id: true }).describe('操作人'),
});
