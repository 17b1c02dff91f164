import { TicketClosed, type DataOf } from '@cc/contracts';
import type { TicketRules } from '../rules.js';
import type { Step } from '../step.js';
import { tellUnit } from '../tell-unit.js';
import { answeredOnTime } from './answered-on-time.js';

/** 归档 (or 撤诉): the ticket ends, and with it the work of its unit. */
export function closeTicket(
  step: Step,
  { procedures }: TicketRules,
  {
    closedAs,
    why,
    occurredAt,
    clockId,
  }: Pick<DataOf<typeof TicketClosed>, 'closedAs' | 'why' | 'occurredAt' | 'clockId'>,
): void {
  const withdrawn = closedAs === 'withdrawn';
  const { onTime, undecreed } = answeredOnTime(procedures, step.ticket, step.now);
  const timeliness = { onTime, ...(undecreed.length > 0 && { undecreed }) };

  step.change({ stage: withdrawn ? 'withdrawn' : 'closed', closedAt: step.now, callbackOwed: false });
  step.happened(withdrawn ? 'ticket.withdrawn' : 'ticket.closed', occurredAt, { byMissOf: clockId });
  step.decide('closing', { closedAs, ...timeliness }, why);
  const { complaintId } = step.ticket;
  const byMiss = clockId !== undefined && { clockId };
  step.say(TicketClosed, { complaintId, closedAs, ...timeliness, ...byMiss, why, occurredAt, recordedAt: step.now });
  tellUnit(step, withdrawn ? 'withdrawn' : 'closed', why);
  step.workEnded(withdrawn ? 'withdrawn' : 'closed');
}
