import type { Answer, BasisVersion } from '../answer.js';
import type { AnsweredTicket, CallbackDuty, CallbackEffect, CallbackOutcome } from '../procedures.js';
import { because, known } from './bases.js';
import { afterHours } from './working-time.js';

const ATTEMPTS = 3;
const WITHIN_HOURS = 24;

/** Every answered customer is called back; the measures name the callback (8 服务评价) without defining it. */
export function callbackOwed(bases: readonly BasisVersion[], { answeredAt }: AnsweredTicket): Answer<CallbackDuty> {
  if (!known(bases).has('limits')) {
    return { value: { owed: false, attempts: 0, dueAt: null }, reason: because('lifeCycle', 'no-callback-rule') };
  }
  const value = { owed: true, attempts: ATTEMPTS, dueAt: afterHours(answeredAt, WITHIN_HOURS) };
  return { value, reason: because('limits', 'callback') };
}

/** `attempts` counts the one whose outcome this is. */
export function afterCallback(
  bases: readonly BasisVersion[],
  outcome: CallbackOutcome,
  attempts: number,
): Answer<CallbackEffect> {
  known(bases);
  if (outcome === 'satisfied') return { value: 'close', reason: because('limits', 'callback/satisfied') };
  if (outcome === 'unsatisfied') return { value: 'reopen', reason: because('limits', 'callback/unsatisfied') };
  if (attempts < ATTEMPTS) return { value: 'tryAgain', reason: because('limits', 'callback/not-reached') };
  return { value: 'close', reason: because('limits', 'callback/attempts-used-up') };
}
