import { WorkOrderChanged, type DataOf, type Reason } from '@cc/contracts';
import type { Step } from './step.js';

type Change = DataOf<typeof WorkOrderChanged>;

/** Tells the unit that has the work, on its division's topic, what changed. `text` stands there in clear. */
export function tellUnit(
  step: Step,
  change: Change['change'],
  why: Reason,
  {
    text = null,
    stage = step.ticket.stage,
    ...more
  }: Partial<Pick<Change, 'text' | 'recording' | 'attachments' | 'stage' | 'due' | 'nature' | 'moreTime'>> = {},
): void {
  const { complaintId, workOrderId } = step.ticket;
  step.say(WorkOrderChanged, { workOrderId, complaintId, change, stage, text, ...more, why, at: step.now });
}
