import type { WorkActionSubmitted } from '@cc/contracts';
import type { BRANCH_ACTIONS } from '@cc/procedures';
import { allowedActions } from '../attempt.js';
import { barredFromDeciding } from '../extend-clock/who-decides.js';
import type { TicketRules } from '../rules.js';
import type { Ticket } from '../ticket.entity.js';
import type { Party } from './party.js';

/** What somebody may do to a ticket now: by its rules, by what their party is, and by who asked for what waits. */
export const allowedTo = (
  ticket: Ticket,
  rules: TicketRules,
  { party, by, now }: { party: Party; by: WorkActionSubmitted['by']; now: Date },
): (typeof BRANCH_ACTIONS)[number][] => {
  const asked = ticket.extensionAsked;
  const mayDecide = () => asked === null || !barredFromDeciding(ticket, asked, rules, { party, by, consents: [], now });
  return allowedActions(
    rules.procedures,
    ticket,
    by.role,
    (action) =>
      party.reaches(ticket, action) &&
      party.barredFrom(ticket, by.role, action) === null &&
      ((action !== 'grantExtension' && action !== 'refuseExtension') || mayDecide()),
  );
};
