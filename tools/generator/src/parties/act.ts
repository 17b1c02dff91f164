import { topics, WORK_ACTION_TYPE, type RawRecord, type WorkActionSubmitted } from '@cc/contracts';
import { recordOf, writtenAt } from '../record.js';

/** An action as a party writes it: times are text. */
export type WrittenAction = Omit<WorkActionSubmitted, 'at' | 'complaintId' | 'workOrderId'> & {
  at: string;
  complaintId: string;
  workOrderId?: string;
};

/** One action of a party, and when its record reaches the platform. */
export interface Act {
  at: Date;
  division: string;
  topic: string;
  action: WrittenAction;
  record: RawRecord;
}

export function actOf(at: number, division: string, offsetMinutes: number, action: Omit<WrittenAction, 'at'>): Act {
  // Systems write whole seconds; never a later one than that of the record.
  const written = { ...action, at: writtenAt(at, offsetMinutes) };
  return {
    at: new Date(at),
    division,
    topic: topics.workActions(division),
    action: written,
    record: recordOf(action.complaintId, written, {
      id: action.actionId,
      type: WORK_ACTION_TYPE,
      from: `/branch/${division}`,
    }),
  };
}
