import type { Actor, Reason, Violation, WorkAction, WorkActionSubmitted } from '@cc/contracts';
import type { ExtensibleClock } from '@cc/procedures';
import type { Party } from '../act-on-work/party.js';
import type { TicketRules } from '../rules.js';
import type { AskedExtension, Ticket } from '../ticket.entity.js';
import { timelineOf } from '../timeline.js';
import { notExtended, notWhatWasAsked, ownExtension } from './refusals.js';

export type ExtensionAction = Extract<
  WorkAction,
  { action: 'requestExtension' | 'grantExtension' | 'refuseExtension' }
>;

export const isOfExtension = (action: WorkAction): action is ExtensionAction => action.action.endsWith('Extension');

/** What the rules of a clock say of more time for it. */
export interface ConsideredExtension {
  clock: ExtensibleClock;
  /** The role of the rule that consents. */
  consenting: string;
  submittedBy: string;
  why: Reason;
}

interface Submission {
  party: Party;
  action: ExtensionAction;
  by: WorkActionSubmitted['by'];
  now: Date;
}

/**
 * 延期: what is asked for is held against the rule of its clock at once, so that nobody waits for a decision that could only
 * be no; and again when it is granted, as it stands then. To refuse it nothing is asked.
 */
export function considerExtension(
  ticket: Ticket,
  rules: TicketRules,
  { party, action, by, now }: Submission,
): ConsideredExtension | { violation: Violation; why: Reason } | null {
  const asked = ticket.extensionAsked;
  if (action.action !== 'requestExtension' && asked && asked.clockId !== action.clock) {
    return { violation: notWhatWasAsked(action.clock, asked), why: asked.why };
  }
  if (action.action === 'refuseExtension') return null;
  const granting = action.action === 'grantExtension';
  if (granting && asked && isSame(asked, by, party)) {
    return { violation: ownExtension(by.id), why: asked.why };
  }

  const consents = (action.consents ?? []).map(({ role }) => role);
  const answer = rules.procedures.mayExtend(ticket.bases, timelineOf(ticket), {
    clockId: action.clock,
    until: action.until,
    askedAt: granting && asked ? new Date(asked.askedAt) : now,
    now,
    ...(granting && { by: { role: by.role, reach: party.reach, consents } }),
  });
  return answer.allowed
    ? { clock: answer.clock, consenting: answer.by, submittedBy: party.submittedBy, why: answer.reason }
    : { violation: notExtended(action, by, answer, now), why: answer.reason };
}

const isSame = (asked: AskedExtension, by: Actor, { submittedBy }: Party) =>
  asked.by.id === by.id || asked.submittedBy === submittedBy;
