import { type ComplaintId, type WorkOrderId, deriveId } from '@cc/contracts';

let made = 0;

/** A new id each time, the same ids in the same order in every run of a spec file. */
export const nextId = <Id extends string = string>(kind: string): Id => deriveId<Id>('test', kind, ++made);

export const nextComplaintId = () => nextId<ComplaintId>('complaint');

export const workOrderIdOf = (complaintId: ComplaintId, dispatchNo = 1) =>
  deriveId<WorkOrderId>('test', 'work-order', complaintId, dispatchNo);

/** `TS20261124000001` and so on. */
export const nextNumber = () => `TS20261124${String(++made).padStart(6, '0')}`;
