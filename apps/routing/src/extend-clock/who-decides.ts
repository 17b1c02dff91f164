import type { Reason, Violation, WorkActionSubmitted } from '@cc/contracts';
import type { Party } from '../act-on-work/party.js';
import type { TicketRules } from '../rules.js';
import type { AskedExtension, Ticket } from '../ticket.entity.js';
import { timelineOf } from '../timeline.js';
import { notForYou, ownExtension } from './refusals.js';

interface Deciding {
  party: Party;
  by: WorkActionSubmitted['by'];
  consents: readonly string[];
  now: Date;
}

/** Who asked decides nothing about it, and who may not grant may not refuse. Null: they may decide. */
export function barredFromDeciding(
  ticket: Pick<Ticket, 'bases' | 'timeline'>,
  asked: AskedExtension,
  { procedures }: TicketRules,
  { party, by, consents, now }: Deciding,
): { violation: Violation; why: Reason } | null {
  if (asked.by.id === by.id || asked.submittedBy === party.submittedBy) {
    return { violation: ownExtension(by.id), why: asked.why };
  }
  const answer = procedures.mayDecideExtension(ticket.bases, timelineOf(ticket), {
    clockId: asked.clockId,
    now,
    by: { role: by.role, reach: party.reach, consents },
  });
  return answer.allowed ? null : { violation: notForYou(by, answer), why: answer.reason };
}
