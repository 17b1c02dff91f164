import { callerByRest } from '../act-on-work/party.js';
import type { Caller } from '@cc/service-kit';
import type { Rules } from '../rules.js';
import type { Ticket } from '../ticket.entity.js';

/** The divisions whose slips this caller may audit (审核), as the organisation's data says who audits whom. */
export function auditedBy(caller: Caller, rules: Rules): string[] {
  if (!caller.roles.includes('auditor') || !rules.organisations.ids().includes(caller.organisation)) return [];
  const { organisation } = rules.of(caller.organisation);
  const party = callerByRest(caller, (id) => rules.of(id).organisation);
  return organisation.divisions
    .map(({ id }) => ({ organisation: organisation.id, division: id, unit: null }))
    .filter((work) => party.barredFrom(work, 'auditor', 'approveReply') === null)
    .map(({ division }) => division);
}

/** Whether the slip of this ticket waits for the audit of this caller. Before and after, the work is none of theirs. */
export const auditsNow = (caller: Caller, rules: Rules, ticket: Pick<Ticket, 'organisation' | 'division' | 'stage'>) =>
  ticket.stage === 'replied' &&
  ticket.organisation === caller.organisation &&
  auditedBy(caller, rules).includes(ticket.division);
