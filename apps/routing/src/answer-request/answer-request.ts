import { RequestAnswered, type DataOf, type RequestId, type Sealed, type SealedRequestText } from '@cc/contracts';
import type { Procedures, WorkAction } from '@cc/procedures';
import { attempt } from '../attempt.js';
import { closeTicket } from '../close-ticket/close-ticket.js';
import { resumeWork } from '../pause-work/pause-work.js';
import type { TicketRules } from '../rules.js';
import type { Step } from '../step.js';
import { tellUnit } from '../tell-unit.js';

export type RequestKind = DataOf<typeof RequestAnswered>['kind'];

export interface CustomerRequest {
  requestId: RequestId;
  kind: RequestKind;
  occurredAt: Date;
  /** What the customer said, sealed and in clear; null when nothing. */
  said: ({ sealed: Sealed } & SealedRequestText) | null;
}

export type RequestAnswer = Pick<DataOf<typeof RequestAnswered>, 'result' | 'urges' | 'why'>;

const ACTION = { urge: 'urge', supplement: 'supplement', withdrawal: 'withdraw' } as const satisfies Record<
  RequestKind,
  WorkAction
>;

/** The owner's answer to an urge (催办), a supplement (补充) or a withdrawal (撤诉). */
export function answerRequest(step: Step, rules: TicketRules, request: CustomerRequest): RequestAnswer {
  const { kind, requestId, occurredAt, said } = request;
  const { ticket } = step;
  const answer = rules.procedures.mayAct(ticket.bases, attempt(ticket, ACTION[kind], 'customer'));
  const result = answer.allowed ? 'accepted' : unanswerable(kind, ticket.closedAt !== null);
  const accepted = result === 'accepted';
  if (accepted && kind === 'urge') step.change({ urges: ticket.urges + 1 });

  const urges = kind === 'urge' ? step.ticket.urges : 0;
  step.decide('request', { kind, result, urges }, answer.reason);
  step.say(RequestAnswered, {
    complaintId: ticket.complaintId,
    requestId,
    kind,
    result,
    urges,
    why: answer.reason,
    recordedAt: step.now,
  });
  if (accepted) {
    if (said) step.keep(kind, said.sealed);
    if (kind === 'withdrawal') {
      resumeWork(step, rules, { by: null, at: occurredAt, endedBy: 'withdrawal', why: answer.reason });
      closeTicket(step, rules, { closedAs: 'withdrawn', why: answer.reason, occurredAt });
    } else {
      const { text = null, recording, attachments } = said ?? {};
      tellUnit(step, kind === 'urge' ? 'urged' : 'supplemented', answer.reason, { text, recording, attachments });
    }
  }
  return { result, urges, why: answer.reason };
}

/** A request about a complaint that has no ticket here meets what an archived one meets. */
export function answerWithoutTicket(procedures: Procedures, kind: RequestKind): RequestAnswer {
  const { reason } = procedures.mayAct([], {
    stage: 'closed',
    action: ACTION[kind],
    role: 'customer',
    channelLevel: 'province',
    nature: 'ordinary',
    returns: 0,
    fallbackUnit: false,
    answerOwed: false,
    callbackOwed: false,
  });
  return { result: unanswerable(kind, true), urges: 0, why: reason };
}

/** What the customer said of an archived ticket goes back to intake, as a new complaint; a withdrawal has no object left. */
const unanswerable = (kind: RequestKind, archived: boolean) =>
  archived && kind !== 'withdrawal' ? 'bounced' : 'refused';
