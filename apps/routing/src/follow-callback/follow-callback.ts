import { TicketReopened, type CallbackMade, type DataOf } from '@cc/contracts';
import { attempt } from '../attempt.js';
import { closeTicket } from '../close-ticket/close-ticket.js';
import { placeWork } from '../dispatch-work/place-work.js';
import { sendToUnit } from '../dispatch-work/send-to-unit.js';
import type { TicketRules } from '../rules.js';
import type { Step } from '../step.js';
import { tellUnit } from '../tell-unit.js';

/** What a callback's result (回访) does to the ticket. One that comes when nothing waits for it changes nothing. */
export function followCallback(step: Step, rules: TicketRules, callback: DataOf<typeof CallbackMade>): void {
  const { attempt: no, outcome, effect, why, occurredAt } = callback;
  const awaited = step.ticket.stage === 'answered';
  step.decide('callback', { attempt: no, outcome, effect, awaited }, why);
  if (!awaited || effect === 'tryAgain') return;

  if (effect === 'close') {
    const closedAs = outcome === 'notReached' ? 'not-reached' : 'satisfied';
    closeTicket(step, rules, { closedAs, why, occurredAt });
  } else {
    reopen(step, rules, callback);
  }
}

/** 重开: the unit that answered gets the work again, and goes on or starts anew as the rule says. */
function reopen(step: Step, rules: TicketRules, { why, occurredAt }: DataOf<typeof CallbackMade>): void {
  const { complaintId, bases, division, unit, fallback } = step.ticket;
  const answer = rules.procedures.mayAct(bases, attempt(step.ticket, 'reopen', 'system'));
  step.decide('action', { action: 'reopen', role: 'system', allowed: answer.allowed }, answer.reason);
  if (!answer.allowed) return;

  const times = step.ticket.reopened + 1;
  step.change({ stage: answer.leadsTo, reopened: times, callbackOwed: false });
  step.happened('ticket.reopened', occurredAt);
  step.say(TicketReopened, { complaintId, times, why, occurredAt, recordedAt: step.now });
  tellUnit(step, 'reopened', why);
  const stillThere = rules.organisation.unit(division, unit) !== undefined;
  if (answer.leadsTo === 'accepted' && stillThere) return;

  const again = { value: { division, unit, fallback }, reason: answer.reason };
  step.workEnded('redispatched');
  sendToUnit(step, stillThere ? again : placeWork(rules.organisation, step.ticket), { division, unit });
}
