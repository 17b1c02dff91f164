import { SlipToAudit, type DataOf } from '@cc/contracts';
import { dueTimes, runningClocks } from '../due-times.js';
import type { TicketRules } from '../rules.js';
import type { Step } from '../step.js';

/** 提交审核: the division that audits this slip gets it, in clear, on its own topic. */
export function sendToAuditor(step: Step, rules: TicketRules, slip: DataOf<typeof SlipToAudit>['slip']): void {
  const { complaintId, workOrderId, number, division, unit, nature, channelLevel, classification } = step.ticket;
  const { value: auditor, reason: why } = rules.organisation.auditorOf(division);

  step.say(
    SlipToAudit,
    {
      workOrderId,
      complaintId,
      number,
      writtenBy: { division, unit },
      slip,
      category: [...classification.category],
      nature,
      channelLevel,
      due: dueTimes(runningClocks(rules.procedures, step.ticket)),
      why,
      at: step.now,
    },
    { ...step.scope, division: auditor, unit: null },
  );
}
