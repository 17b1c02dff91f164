/** A work order as its branch reads it from `complaints.work.<division>`: the JSON, and whose topic and unit it is. */
export interface SeenWorkOrder {
  division: string;
  /** `ce_unit`; null where the reader did not keep it. */
  unit: string | null;
  workOrderId: string;
  complaintId: string;
  dispatchNo: number;
  fallback: boolean;
  problem: string;
  category: readonly string[];
  channelLevel: string;
  dispatchedAt: string;
  /** The running limits. */
  due: readonly { dueAt: string }[];
}
