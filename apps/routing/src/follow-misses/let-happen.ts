import type { DataOf, DeadlineMissed, MissTakenBack } from '@cc/contracts';
import type { WorkAction } from '@cc/procedures';
import { answerTicket } from '../answer-ticket/answer-ticket.js';
import { attempt } from '../attempt.js';
import { closeTicket } from '../close-ticket/close-ticket.js';
import { resumeWork } from '../pause-work/pause-work.js';
import type { TicketRules } from '../rules.js';
import type { Step } from '../step.js';

/** The actions by which events of ours come about; what else a rule lets happen is for others to carry out. */
const ACTION_OF: Readonly<Record<string, SilentAction>> = {
  'ticket.withdrawn': 'withdraw',
  'ticket.closed': 'close',
  'ticket.answered': 'approveReply',
  'work.replyApproved': 'approveReply',
};

type Missed = DataOf<typeof DeadlineMissed>;

type SilentAction = Extract<WorkAction, 'withdraw' | 'close' | 'approveReply'>;

/**
 * 逾期视为: what a miss lets happen by its rule is done as the system, if the life cycle allows it as the ticket stands now;
 * a refusal is kept with its reason.
 */
export function letHappen(step: Step, rules: TicketRules, events: readonly string[], missed: Missed): void {
  for (const event of events) {
    const action = ACTION_OF[event];
    if (action) bring(step, rules, action, missed);
  }
}

/** The clock had not heard yet of what was done in time: nothing happens, and that is kept. */
export function refuseOvertaken(step: Step, { clockId, dueAt, happens = [], why }: Missed): void {
  for (const { event } of happens) {
    const action = ACTION_OF[event];
    if (action)
      step.decide('action', { action, role: 'system', allowed: false, clockId, dueAt, heldInTime: true }, why);
  }
}

/**
 * The miss was none, and what it let happen stays: the customer may have been told of it, and a ticket that opens again
 * by itself would surprise everybody who had put it away. That it stands without its cause is kept, for whoever reviews it.
 */
export function letStand(step: Step, { clockId, dueAt, why }: DataOf<typeof MissTakenBack>): void {
  const last = step.ticket.timeline.findLast(
    ({ byMissOf, occurredAt }) => byMissOf === clockId && occurredAt === dueAt.toISOString(),
  );
  if (last) step.decide('action', { event: last.fact, clockId, dueAt, takenBack: true, stands: true }, why);
}

function bring(step: Step, rules: TicketRules, action: SilentAction, missed: Missed): void {
  const { ticket } = step;
  const { clockId, dueAt, why } = missed;
  const answer = rules.procedures.mayAct(ticket.bases, attempt(ticket, action, 'system'));
  const missing = answer.allowed ? answer.missing.map(({ what }) => what) : [];
  const allowed = answer.allowed && missing.length === 0;
  step.decide('action', { action, role: 'system', allowed, missing, clockId, dueAt }, answer.reason);
  if (!allowed) return;

  const silent = { why, occurredAt: dueAt, clockId };
  switch (action) {
    case 'withdraw':
      resumeWork(step, rules, { by: null, at: notBefore(ticket.pausedAt, dueAt), endedBy: 'withdrawal', why });
      return closeTicket(step, rules, { closedAs: 'withdrawn', ...silent });
    case 'close':
      return closeTicket(step, rules, {
        closedAs: ticket.callbackOwed ? 'not-reached' : 'no-callback-owed',
        ...silent,
      });
    case 'approveReply':
      return answerTicket(step, rules, silent);
  }
}

/** Work may have been paused after the instant, before anybody noticed it. */
const notBefore = (pausedAt: Date | null, at: Date) => (pausedAt !== null && pausedAt > at ? pausedAt : at);
