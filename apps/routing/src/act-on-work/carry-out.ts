import {
  WorkAccepted,
  WorkReplied,
  WorkReplyApproved,
  WorkReplyRefused,
  WorkReturned,
  WorkTransferred,
  type Reason,
  type Sealed,
  type Stage,
  type WorkAction,
  type WorkActionSubmitted,
} from '@cc/contracts';
import { answerTicket } from '../answer-ticket/answer-ticket.js';
import { closeTicket } from '../close-ticket/close-ticket.js';
import { placeWork } from '../dispatch-work/place-work.js';
import { sendToUnit } from '../dispatch-work/send-to-unit.js';
import type { ConsideredExtension } from '../extend-clock/consider-extension.js';
import { extendClock } from '../extend-clock/extend-clock.js';
import { pauseWork, resumeWork } from '../pause-work/pause-work.js';
import { recordFact, type Recorded } from '../record-fact/record-fact.js';
import type { TicketRules } from '../rules.js';
import type { Step } from '../step.js';
import { tellUnit } from '../tell-unit.js';
import { sendToAuditor } from './send-to-auditor.js';

/** Seals a text about the complaint in hand. */
export type Seal = (text: object) => Sealed;

interface Permission {
  leadsTo: Stage;
  why: Reason;
  seal: Seal;
  /** With `record`: what it is to the rules, and what became known with it. */
  recorded: Omit<Recorded, 'what' | 'why'> | null;
  /** With an action about more time: what the rules say of the clock. */
  extension: ConsideredExtension | null;
}

type Done<Action extends WorkAction['action']> = {
  step: Step;
  rules: TicketRules;
  by: WorkActionSubmitted['by'];
  at: Date;
  action: Extract<WorkAction, { action: Action }>;
} & Permission;

/** Writes down what an action that the rules allow does. */
export function carryOut(step: Step, rules: TicketRules, submitted: WorkActionSubmitted, permission: Permission) {
  const { do: action, by, at } = submitted;
  const done = { step, rules, by, at, ...permission };
  switch (action.action) {
    case 'accept':
      return accept({ ...done, action });
    case 'return':
      return sendBack({ ...done, action });
    case 'transfer':
      return transfer({ ...done, action });
    case 'reply':
      return reply({ ...done, action });
    case 'refuseReply':
      return refuseReply({ ...done, action });
    case 'approveReply':
      return approveReply({ ...done, action });
    case 'pause':
      return pauseWork(step, rules, { by, at, reasonCode: action.reasonCode, why: permission.why });
    case 'resume':
      return resumeWork(step, rules, { by, at, endedBy: 'resume', why: permission.why });
    case 'requestExtension':
    case 'grantExtension':
    case 'refuseExtension':
      return extendClock(step, rules, done, permission.extension!);
    case 'record':
      return recordFact(step, submitted, { what: action.what, ...permission.recorded!, why: permission.why });
    case 'close':
      return closeTicket(step, rules, { closedAs: 'closed-by-person', why: permission.why, occurredAt: at });
  }
}

const ofWork = ({ ticket: { complaintId, workOrderId }, now }: Step, at: Date) => ({
  complaintId,
  workOrderId,
  occurredAt: at,
  recordedAt: now,
});

/** 接单. */
function accept({ step, by, at, leadsTo, why }: Done<'accept'>): void {
  step.change({ stage: leadsTo });
  step.happened('work.accepted', at);
  step.say(WorkAccepted, { ...ofWork(step, at), by, why });
  step.workAccepted();
}

/** 驳回: the unit does not get it again. */
function sendBack({ step, rules, by, at, action, why, seal }: Done<'return'>): void {
  const from = { division: step.ticket.division, unit: step.ticket.unit };
  const text = action.text === undefined ? null : seal({ text: action.text });
  const returns = step.ticket.returns + 1;

  resumeWork(step, rules, { by, at, endedBy: 'return', why });
  step.change({ returns, returnedBy: [...step.ticket.returnedBy, from] });
  step.happened('work.returned', at);
  step.say(WorkReturned, { ...ofWork(step, at), by, returns, reasonCode: action.reasonCode, text, why });
  if (text) step.keep('return', text);
  tellUnit(step, 'takenAway', why, { stage: 'dispatched' });
  step.workEnded('returned');
  sendToUnit(step, placeWork(rules.organisation, step.ticket), from);
}

/** 转派: to a unit that the acting unit names. */
function transfer({ step, rules, by, at, action: { to, reasonCode }, why }: Done<'transfer'>): void {
  const from = { division: step.ticket.division, unit: step.ticket.unit };
  const fallback = rules.organisation.division(to.division)?.fallbackUnit === to.unit;

  resumeWork(step, rules, { by, at, endedBy: 'transfer', why });
  step.happened('work.transferred', at);
  step.say(WorkTransferred, { ...ofWork(step, at), by, to, reasonCode, why });
  tellUnit(step, 'takenAway', why, { stage: 'dispatched' });
  step.workEnded('transferred');
  sendToUnit(step, { value: { ...to, fallback }, reason: why }, from);
}

/** 回单: the slip waits for its audit, or is at once the answer to the customer. */
function reply({ step, rules, by, at, action: { slip }, leadsTo, why, seal }: Done<'reply'>): void {
  const sealed = seal(slip);
  const { verification, responsibility, resolved } = slip;

  resumeWork(step, rules, { by, at, endedBy: 'reply', why });
  step.change({ stage: 'replied', verification });
  step.happened('work.replied', at);
  step.say(WorkReplied, { ...ofWork(step, at), by, verification, responsibility, resolved, slip: sealed, why });
  step.keep('slip', sealed);
  if (leadsTo === 'answered') return answerTicket(step, rules, { why, occurredAt: at });
  sendToAuditor(step, rules, slip);
}

/** 回单审核不通过: the same unit works on. */
function refuseReply({ step, by, at, action, leadsTo, why, seal }: Done<'refuseReply'>): void {
  const text = action.text === undefined ? null : seal({ text: action.text });

  step.change({ stage: leadsTo });
  step.happened('work.replyRefused', at);
  step.say(WorkReplyRefused, { ...ofWork(step, at), by, reasonCode: action.reasonCode, text, why });
  if (text) step.keep('replyRefusal', text);
  tellUnit(step, 'replyRefused', why, { text: action.text ?? action.reasonCode });
}

/** 回单审核通过: the slip is the answer to the customer. */
function approveReply({ step, rules, by, at, why }: Done<'approveReply'>): void {
  step.happened('work.replyApproved', at);
  step.say(WorkReplyApproved, { ...ofWork(step, at), by, why });
  answerTicket(step, rules, { why, occurredAt: at });
}
