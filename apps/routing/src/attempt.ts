import type { ActingRole, AttemptedAction, Procedures, WorkAction } from '@cc/procedures';
import type { Ticket } from './ticket.entity.js';

type Attempted = Pick<
  Ticket,
  'stage' | 'channelLevel' | 'nature' | 'returns' | 'fallback' | 'callbackOwed' | 'pausedAt'
>;

const ANSWERED: readonly string[] = ['answered', 'closed', 'withdrawn'];

/** An action on a ticket as the rules look at it. */
export const attempt = (ticket: Attempted, action: WorkAction, role: ActingRole): AttemptedAction => ({
  stage: ticket.stage,
  action,
  role,
  channelLevel: ticket.channelLevel,
  nature: ticket.nature,
  paused: ticket.pausedAt !== null,
  returns: ticket.returns,
  fallbackUnit: ticket.fallback,
  answerOwed: !ANSWERED.includes(ticket.stage),
  callbackOwed: ticket.callbackOwed,
});

/** What a branch can do; the rest is the customer's or the platform's. */
export const BRANCH_ACTIONS = [
  'accept',
  'return',
  'transfer',
  'reply',
  'refuseReply',
  'approveReply',
  'pause',
  'resume',
  'close',
] as const;
type BranchAction = (typeof BRANCH_ACTIONS)[number];

/** What a role may do to this ticket now, by the rules. */
export const allowedActions = (
  procedures: Procedures,
  ticket: Attempted & Pick<Ticket, 'bases'>,
  role: ActingRole,
): BranchAction[] =>
  BRANCH_ACTIONS.filter((action) => procedures.mayAct(ticket.bases, attempt(ticket, action, role)).allowed);
