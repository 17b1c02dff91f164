import type { DataOf, TicketReclassified } from '@cc/contracts';
import type { Step } from '../step.js';
import { tellUnit } from '../tell-unit.js';

/**
 * 重新定性: the work goes on under what the rules say of its new nature, and its unit is told; what has ended stays what it
 * was.
 */
export function reclassifyWork(
  step: Step,
  { nature, reached, occurredAt, why }: DataOf<typeof TicketReclassified>,
): void {
  const { closedAt, nature: before } = step.ticket;
  if (closedAt !== null || before === nature) return;

  step.change({ nature });
  step.happened('ticket.reclassified', occurredAt, { set: { nature } });
  step.decide('nature', { before, nature, reached }, why);
  tellUnit(step, 'reclassified', why, { nature });
}
