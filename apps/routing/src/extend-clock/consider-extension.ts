import type { Reason, Violation, WorkAction, WorkActionSubmitted } from '@cc/contracts';
import type { ExtensibleClock } from '@cc/procedures';
import type { Party } from '../act-on-work/party.js';
import type { TicketRules } from '../rules.js';
import type { AskedExtension, Ticket } from '../ticket.entity.js';
import { timelineOf } from '../timeline.js';
import { notAsked, notExtended, notWhatWasAsked } from './refusals.js';
import { barredFromDeciding } from './who-decides.js';

const EXTENSION_ACTIONS = [
  'requestExtension',
  'grantExtension',
  'refuseExtension',
] as const satisfies WorkAction['action'][];

type Doing<Name extends (typeof EXTENSION_ACTIONS)[number]> = Extract<WorkAction, { action: Name }>;
export type ExtensionAction = Doing<(typeof EXTENSION_ACTIONS)[number]>;

export const isOfExtension = (action: WorkAction): action is ExtensionAction =>
  EXTENSION_ACTIONS.some((name) => name === action.action);

/** An action about more time that may be carried out, with what the rules say of its clock. */
export type ConsideredExtension =
  | {
      kind: 'request';
      action: Doing<'requestExtension'>;
      clock: ExtensibleClock;
      askedAt: Date;
      submittedBy: string;
      why: Reason;
    }
  | {
      kind: 'grant';
      action: Doing<'grantExtension'>;
      clock: ExtensibleClock;
      /** The role of the rule that consents. */
      consenting: string;
      asked: AskedExtension;
      why: Reason;
    }
  | { kind: 'refusal'; action: Doing<'refuseExtension'>; asked: AskedExtension };

type Refused = { violation: Violation; why: Reason };

interface Submission {
  party: Party;
  action: ExtensionAction;
  by: WorkActionSubmitted['by'];
  /** When the action reached the platform, however late it is looked at. */
  handedInAt: Date;
  now: Date;
}

/**
 * 延期: what is asked for is held against the rule of its clock at once, so that nobody waits for a decision that could only
 * be no; and again when it is granted, as it stands then.
 */
export function considerExtension(
  ticket: Ticket,
  rules: TicketRules,
  { party, action, by, handedInAt, now }: Submission,
): ConsideredExtension | Refused {
  const held = { clockId: action.clock, now };
  const facts = timelineOf(ticket);
  if (action.action === 'requestExtension') {
    const attempt = { ...held, until: action.until, askedAt: handedInAt };
    const answer = rules.procedures.mayExtend(ticket.bases, facts, attempt);
    return answer.allowed
      ? {
          kind: 'request',
          action,
          clock: answer.clock,
          askedAt: handedInAt,
          submittedBy: party.submittedBy,
          why: answer.reason,
        }
      : { violation: notExtended(action, by, answer, handedInAt), why: answer.reason };
  }

  const asked = ticket.extensionAsked;
  if (!asked) return notAsked(action);
  if (asked.clockId !== action.clock) return { violation: notWhatWasAsked(action.clock, asked), why: asked.why };
  const consents = (action.consents ?? []).map(({ role }) => role);
  const barred = barredFromDeciding(ticket, asked, rules, { party, by, consents, now });
  if (barred) return barred;
  if (action.action === 'refuseExtension') return { kind: 'refusal', action, asked };

  const askedAt = new Date(asked.askedAt);
  const attempt = { ...held, until: action.until, askedAt, by: { role: by.role, reach: party.reach, consents } };
  const answer = rules.procedures.mayExtend(ticket.bases, facts, attempt);
  return answer.allowed
    ? { kind: 'grant', action, clock: answer.clock, consenting: answer.by, asked, why: answer.reason }
    : { violation: notExtended(action, by, answer, askedAt), why: answer.reason };
}
