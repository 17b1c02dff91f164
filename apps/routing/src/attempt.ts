import {
  BRANCH_ACTIONS,
  type ActingRole,
  type ActingSituation,
  type Fields,
  type AttemptedAction,
  type Procedures,
  type WorkAction,
} from '@cc/procedures';
import { knownOf } from './known.js';
import type { Ticket } from './ticket.entity.js';

type Attempted = Pick<
  Ticket,
  | 'stage'
  | 'channelLevel'
  | 'nature'
  | 'returns'
  | 'fallback'
  | 'callbackOwed'
  | 'extensionAsked'
  | 'pausedAt'
  | 'number'
  | 'receivedAt'
  | 'classification'
  | 'timeline'
  | 'known'
  | 'documents'
>;

/** What an action brings (补充) in the words of the procedures. */
export type Brought = Required<Pick<ActingSituation, 'documents' | 'consents'>> & { fields: Fields };

export const NOTHING: Brought = { fields: {}, documents: [], consents: [] };

const ANSWERED: readonly string[] = ['answered', 'closed', 'withdrawn'];

/** An action on a ticket as the rules look at it. */
export const attempt = (
  ticket: Attempted,
  action: WorkAction,
  role: ActingRole,
  brought = NOTHING,
): AttemptedAction => ({ action, ...situation(ticket, role, brought) });

/** A ticket and who acts, as the rules look at them. */
export const situation = (ticket: Attempted, role: ActingRole, brought = NOTHING): ActingSituation => ({
  stage: ticket.stage,
  role,
  channelLevel: ticket.channelLevel,
  nature: ticket.nature,
  paused: ticket.pausedAt !== null,
  returns: ticket.returns,
  fallbackUnit: ticket.fallback,
  answerOwed: !ANSWERED.includes(ticket.stage),
  callbackOwed: ticket.callbackOwed,
  extensionPending: ticket.extensionAsked !== null,
  known: { ...knownOf(ticket), ...brought.fields },
  documents: [...ticket.documents, ...brought.documents],
  consents: brought.consents,
});

type BranchAction = (typeof BRANCH_ACTIONS)[number];

/** What a role may do to this ticket now, by the rules; they are asked only about what the party may do at all. */
export const allowedActions = (
  procedures: Procedures,
  ticket: Attempted & Pick<Ticket, 'bases'>,
  role: ActingRole,
  partyMay: (action: BranchAction) => boolean,
): BranchAction[] => procedures.allowedActions(ticket.bases, situation(ticket, role), BRANCH_ACTIONS.filter(partyMay));

/** What this role may put on record (登记) about this ticket now. */
export function allowedRecords(
  procedures: Procedures,
  ticket: Attempted & Pick<Ticket, 'bases'>,
  role: ActingRole,
  ofGroup: boolean,
): string[] {
  const nothing = procedures.mayRecord(ticket.bases, { ...situation(ticket, role), ofGroup, what: '' });
  return nothing.allowed ? [] : nothing.instead;
}
