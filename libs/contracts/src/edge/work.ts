import { z } from 'zod';
import { defineEdgeMessage } from '../event.js';
import { ComplaintId, WorkOrderId } from '../ids.js';
import { topics } from '../topics.js';
import { ChannelLevel, Instant, Nature, Reason, RegionCode, Stage } from '../values.js';
import { Violation } from './receipts.js';

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
    category: z.array(z.string()),
    nature: Nature,
    channelLevel: ChannelLevel,
    urgency: z.string(),
    faultRegion: RegionCode.nullable(),
    due: z.array(
      z.object({ clock: z.string(), name: z.object({ zh: z.string(), en: z.string() }), dueAt: Instant, why: Reason }),
    ),
    fallback: z.boolean(),
    why: Reason,
    receivedAt: Instant,
    dispatchedAt: Instant,
  }),
  ({ division, data }) => ({ topic: topics.work(division), key: data.complaintId }),
);

/** Something changed on a work order that its unit should know: urged, supplemented, supervised, withdrawn, reopened, closed, slip refused. */
export const WorkOrderChanged = defineEdgeMessage(
  'work.order-changed.v1',
  z.object({
    workOrderId: WorkOrderId,
    complaintId: ComplaintId,
    change: z.enum([
      'urged',
      'supplemented',
      'supervised',
      'takenAway',
      'withdrawn',
      'replyRefused',
      'answered',
      'reopened',
      'closed',
    ]),
    stage: Stage,
    text: z.string().nullable(),
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

const SlipText = z.string().min(1).max(4000);

/** What a branch says about its work, on `complaints.work-actions.<division>` or by REST. */
export const WorkAction = z.discriminatedUnion('action', [
  z.object({ action: z.literal('accept') }),
  z.object({ action: z.literal('return'), reasonCode: z.string().min(1).max(64), text: SlipText.optional() }),
  z.object({
    action: z.literal('transfer'),
    to: z.object({ division: z.string(), unit: z.string() }),
    reasonCode: z.string().min(1).max(64),
  }),
  z.object({
    action: z.literal('reply'),
    slip: z.object({
      findings: SlipText,
      measures: SlipText,
      answerToCustomer: SlipText,
      verification: z.enum(['true', 'untrue', 'unclear']),
      responsibility: z.enum(['operator', 'customer', 'third-party', 'unclear']),
      resolved: z.boolean(),
    }),
  }),
  z.object({ action: z.literal('refuseReply'), reasonCode: z.string().min(1).max(64), text: SlipText.optional() }),
  z.object({ action: z.literal('approveReply') }),
  z.object({ action: z.literal('close'), reasonCode: z.string().min(1).max(64) }),
]);
export type WorkAction = z.infer<typeof WorkAction>;

/** `work.action.v1`: one action; the same `actionId` again changes nothing and gets the first answer. */
export const WorkActionSubmitted = z.object({
  actionId: z.string().min(1).max(128),
  complaintId: ComplaintId,
  workOrderId: WorkOrderId.optional(),
  by: z.object({ role: z.enum(['handler', 'dispatcher', 'auditor', 'supervisor']), id: z.string().min(1).max(64) }),
  at: Instant,
  do: WorkAction,
});
export type WorkActionSubmitted = z.infer<typeof WorkActionSubmitted>;
