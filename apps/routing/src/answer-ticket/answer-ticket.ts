import { TicketAnswered, type Reason } from '@cc/contracts';
import { closeTicket } from '../close-ticket/close-ticket.js';
import type { TicketRules } from '../rules.js';
import type { Step } from '../step.js';
import { tellUnit } from '../tell-unit.js';

/** 回复客户: the slip counts as the answer. What nobody has to be called back about is archived at once. */
export function answerTicket(
  step: Step,
  rules: TicketRules,
  { why, occurredAt, clockId }: { why: Reason; occurredAt: Date; clockId?: string },
): void {
  const { complaintId, workOrderId, bases, division, nature, channelLevel } = step.ticket;
  const verification = step.ticket.verification ?? 'unclear';
  const duty = rules.procedures.callbackOwed(bases, {
    complaintId,
    division,
    nature,
    channelLevel,
    answeredAt: step.now,
  });

  step.change({ stage: 'answered', callbackOwed: duty.value.owed });
  step.happened('ticket.answered', occurredAt, { byMissOf: clockId });
  step.decide('callback', { ...duty.value }, duty.reason);
  step.say(TicketAnswered, {
    complaintId,
    workOrderId,
    bases,
    verification,
    ...(clockId !== undefined && { clockId }),
    callback: { ...duty.value, why: duty.reason },
    why,
    occurredAt,
    recordedAt: step.now,
  });
  tellUnit(step, 'answered', why);
  if (!duty.value.owed) closeTicket(step, rules, { closedAs: 'no-callback-owed', why: duty.reason, occurredAt });
}
