import { TicketReopened, type CallbackMade, type DataOf, type Sealed } from '@cc/contracts';
import { attempt } from '../attempt.js';
import { closeTicket } from '../close-ticket/close-ticket.js';
import { placeWork } from '../dispatch-work/place-work.js';
import { sendToUnit } from '../dispatch-work/send-to-unit.js';
import type { TicketRules } from '../rules.js';
import type { Step } from '../step.js';
import { tellUnit } from '../tell-unit.js';

type Callback = DataOf<typeof CallbackMade>;

/** What the customer said, sealed and in clear. */
interface Said {
  sealed: Sealed;
  text: string;
}

/** What a callback's result (回访) does to the ticket. One that comes when nothing waits for it changes nothing. */
export function followCallback(step: Step, rules: TicketRules, callback: Callback, said: Said | null = null): void {
  const { attempt: no, outcome, effect, why, occurredAt } = callback;
  const awaited = step.ticket.stage === 'answered';
  step.decide('callback', { attempt: no, outcome, effect, awaited }, why);
  if (said) step.keep('callback', said.sealed);
  if (!awaited || effect === 'tryAgain') return;

  if (effect === 'close') {
    const closedAs = outcome === 'notReached' ? 'not-reached' : 'satisfied';
    closeTicket(step, rules, { closedAs, why, occurredAt });
  } else {
    reopen(step, rules, callback, said);
  }
}

/** 重开: the unit that answered gets the work again, and goes on or starts anew as the rule says. */
function reopen(step: Step, rules: TicketRules, { why, occurredAt }: Callback, said: Said | null): void {
  const { complaintId, bases, division, unit, fallback } = step.ticket;
  const answer = rules.procedures.mayAct(bases, attempt(step.ticket, 'reopen', 'system'));
  step.decide('action', { action: 'reopen', role: 'system', allowed: answer.allowed }, answer.reason);
  if (!answer.allowed) return;

  const times = step.ticket.reopened + 1;
  step.change({ stage: answer.leadsTo, reopened: times, callbackOwed: false });
  step.happened('ticket.reopened', occurredAt);
  step.say(TicketReopened, {
    complaintId,
    times,
    ...(said && { said: said.sealed }),
    why,
    occurredAt,
    recordedAt: step.now,
  });
  tellUnit(step, 'reopened', why, { text: said?.text ?? null });
  const stillThere = rules.organisation.unit(division, unit) !== undefined;
  if (answer.leadsTo === 'accepted' && stillThere) return;

  const again = { value: { division, unit, fallback }, reason: answer.reason };
  step.workEnded('redispatched');
  sendToUnit(step, stillThere ? again : placeWork(rules.organisation, step.ticket), { division, unit });
}
