import type { DataOf, SealedCustomer, SealedText, WorkOrder } from '@cc/contracts';
import type { DispatchedWork } from '../dispatched-work.entity.js';
import type { Ticket } from '../ticket.entity.js';

/** What a unit must know to work: the only place where customer and text leave this service in clear. */
export interface ClearComplaint {
  customer: SealedCustomer;
  text: SealedText;
}

/** The work order (工单) as the unit's division reads it. */
export const writeWorkOrder = (
  ticket: Ticket,
  work: DispatchedWork,
  { customer, text }: ClearComplaint,
): DataOf<typeof WorkOrder> => ({
  workOrderId: work.workOrderId,
  complaintId: ticket.complaintId,
  number: ticket.number,
  dispatchNo: work.dispatchNo,
  customer: {
    name: customer.name,
    phone: customer.phone,
    level: ticket.classification.customerLevel,
    businessNumber: customer.businessNumber,
  },
  problem: text.problem,
  demand: text.demand,
  recording: text.recording,
  attachments: text.attachments,
  category: [...ticket.classification.category],
  nature: ticket.nature,
  channelLevel: ticket.channelLevel,
  urgency: ticket.urgency,
  faultRegion: ticket.classification.faultRegion,
  ...(text.faultAt !== undefined && { faultAt: new Date(text.faultAt) }),
  due: work.due.map((due) => ({ ...due, dueAt: new Date(due.dueAt) })),
  fallback: work.fallback,
  why: work.reason,
  receivedAt: ticket.receivedAt,
  dispatchedAt: work.dispatchedAt,
});
