import type { Answer } from '../answer.js';
import { callbacksOwed } from '../callbacks/callbacks.js';
import { clocksOf } from '../clocks/clock-state.js';
import { replay } from '../clocks/replay.js';
import { fieldsFrom } from '../conditions/decide.js';
import type { Fields } from '../conditions/fields.js';
import type { Procedure } from '../procedure/procedure.js';
import type { AnsweredTicket, CallbackDuty, CallbackEffect, CallbackOutcome } from '../procedures.js';
import { unanswered, wordOf } from './questions.js';

const ANSWERED = 'ticket.answered';

/** The callback that an answered ticket owes by the first procedure that owes one; a sample is drawn later. */
export function callbackOwed(procedures: readonly Procedure[], ticket: AnsweredTicket): Answer<CallbackDuty> {
  const { division, nature, channelLevel, answeredAt } = ticket;
  const said: Fields = { division, nature, channelLevel };
  for (const procedure of procedures) {
    const owed = callbacksOwed(procedure, [ANSWERED], fieldsFrom(procedure, said)).find((one) => one.owed === 'owed');
    if (!owed) continue;
    const value = { owed: true, attempts: owed.attempts ?? 1, dueAt: dueAt(procedure, owed.clock, said, answeredAt) };
    return { value, reason: owed.reason };
  }
  const seen = procedures.map((procedure) => ({ procedure, fields: said }));
  return { value: { owed: false, attempts: 0, dueAt: null }, reason: unanswered(seen, 'callback') };
}

/** When the clock that limits the callback runs out, started by the answer. */
function dueAt(procedure: Procedure, clock: string | null, set: Fields, answeredAt: Date): Date | null {
  const at = answeredAt.getTime();
  const state = replay(procedure, [
    { fact: ANSWERED, occurredAt: at, recordedAt: at, set: set as Record<string, string> },
  ]);
  const due = clocksOf(state).find(({ rule }) => rule.rule === clock)?.due;
  return due?.kind === 'at' ? new Date(due.at) : null;
}

/** What a text wants beyond closing and calling again, the services do by opening the ticket again. */
const EFFECTS: Readonly<Record<string, CallbackEffect>> = {
  close: 'close',
  archivedAsUnsatisfied: 'close',
  tryAgain: 'tryAgain',
  reopen: 'reopen',
  handleAgain: 'reopen',
  supervise: 'reopen',
  escalate: 'reopen',
};

/** `attempts` counts the one whose outcome this is. Where no rule says anything, the ticket is closed. */
export function afterCallback(
  procedures: readonly Procedure[],
  outcome: CallbackOutcome,
  attempts: number,
): Answer<CallbackEffect> {
  const said: Fields = { callback: outcome, callbackAttempts: attempts };
  const seen = procedures.map((procedure) => ({ procedure, fields: fieldsFrom(procedure, said) }));
  return wordOf(seen, 'afterCallback', EFFECTS, 'close');
}
