import { topics, SlipToAudit, WorkActionAnswered, WorkOrder, WorkOrderChanged } from '@cc/contracts';
import { auditorAnswers, branchAnswers, branchAnswersChange, type Act, type PartyOptions } from '@cc/generator';
import type { Seen } from './outside.js';

type Order = Parameters<typeof branchAnswers>[0];
type Change = Parameters<typeof branchAnswersChange>[0];

/** The branches (省分公司) and the auditors of the divisions: what they do about what they read on their topics. */
export class Branches {
  private readonly orders = new Map<string, Order>();
  private readonly refusedBefore = new Map<string, number>();

  constructor(private readonly options: PartyOptions) {}

  /** What they will do about a record. */
  read({ topic, type, unit, body }: Seen): Act[] {
    const division = topic.slice(topics.work('').length);
    switch (type) {
      case WorkOrder.type: {
        const order = { ...body, division, unit } as unknown as Order;
        this.orders.set(order.complaintId, order);
        return branchAnswers(order, this.options);
      }
      case WorkOrderChanged.type: {
        const change = { ...body, division } as unknown as Change;
        const order = this.orders.get(change.complaintId);
        if (!order) throw new Error(`${topic} tells a change of ${change.complaintId}, of which nobody had an order`);
        return branchAnswersChange(change, order, this.options);
      }
      case SlipToAudit.type:
        return [this.audit(division, body as { complaintId: string; workOrderId: string; at: string })];
      case WorkActionAnswered.type:
        return [];
      default:
        throw new Error(`${topic} holds ${type}, which the demonstration does not know`);
    }
  }

  private audit(division: string, slip: { complaintId: string; workOrderId: string; at: string }): Act {
    const { complaintId } = slip;
    const refusedBefore = this.refusedBefore.get(complaintId) ?? 0;
    const act = auditorAnswers({ division, ...slip, refusedBefore }, this.options);
    if (act.action.do.action === 'refuseReply') this.refusedBefore.set(complaintId, refusedBefore + 1);
    return act;
  }
}
