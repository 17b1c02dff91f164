import type { DataOf, TicketReclassified } from '@cc/contracts';
import type { Step } from '../step.js';
import { storedFact } from '../timeline.js';

/** 重新定性: the work goes on under what the rules say of its new nature; what has ended stays what it was. */
export function reclassifyWork(step: Step, { nature, occurredAt }: DataOf<typeof TicketReclassified>): void {
  const { closedAt, timeline } = step.ticket;
  if (closedAt !== null || step.ticket.nature === nature) return;
  const fact = { ...storedFact('ticket.reclassified', occurredAt, step.now), set: { nature } };
  step.change({ nature, timeline: [...timeline, fact] });
}
