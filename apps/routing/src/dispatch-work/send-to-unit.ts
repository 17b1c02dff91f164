import { deriveId, WorkDispatched, type WorkOrderId } from '@cc/contracts';
import type { Answer, Assignment, UnitRef } from '@cc/procedures';
import type { Step } from '../step.js';

export const workOrderIdOf = (complaintId: string, dispatchNo: number) =>
  deriveId<WorkOrderId>('work-order', complaintId, dispatchNo);

/** The work is with this unit now (派单); `from` is the unit that had it before. */
export function sendToUnit(
  step: Step,
  { value: { division, unit, fallback }, reason }: Answer<Assignment>,
  from: UnitRef | null,
): void {
  const { complaintId, bases, receivedAt } = step.ticket;
  const dispatchNo = step.ticket.dispatchNo + 1;
  const workOrderId = workOrderIdOf(complaintId, dispatchNo);

  step.change({ stage: 'dispatched', division, unit, fallback, dispatchNo, workOrderId, dispatchedAt: step.now });
  step.happened('work.dispatched', step.now);
  step.decide('dispatch', { division, unit, fallback, dispatchNo, from }, reason);
  step.say(WorkDispatched, {
    complaintId,
    workOrderId,
    dispatchNo,
    bases,
    fallback,
    from,
    why: reason,
    receivedAt,
    occurredAt: step.now,
    recordedAt: step.now,
  });
  step.begun = {
    workOrderId,
    complaintId,
    dispatchNo,
    ...step.scope,
    unit,
    fallback,
    fromDivision: from?.division ?? null,
    fromUnit: from?.unit ?? null,
    reason,
    dispatchedAt: step.now,
    acceptedAt: null,
    endedAt: null,
    endedAs: null,
  };
}
