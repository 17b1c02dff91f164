import type { Scope, WorkActionSubmitted } from '@cc/contracts';
import type { Organisation, Reason } from '@cc/procedures';
import type { Caller } from '@cc/service-kit';
import { inScope } from '@cc/service-kit';

/** Who hands in an action: a division by its topic, or a caller by REST. */
export interface Party {
  /** Under which the action's id is unique. */
  name: string;
  organisation: string;
  submittedBy: string;
  /** A division acts on its own work and on what its topic is opened to, a caller on what the token's scope covers. */
  reaches(work: Scope): boolean;
  /** Why this party may not do this in this role, whatever the ticket's rules say: on a topic only the sender names the role. */
  barredFrom(work: Scope, role: Role, action: string): Reason | null;
}

type Role = WorkActionSubmitted['by']['role'];

export const divisionByTopic = (organisation: Organisation, division: string): Party => ({
  name: division,
  organisation: organisation.id,
  submittedBy: `complaints.work-actions.${division}`,
  reaches: (work) => work.organisation === organisation.id && organisation.reachesByTopic(division, work.division),
  barredFrom: (work, role, action) => {
    const { value: may, reason } = organisation.mayByTopic({ division, workOf: work.division, role, action });
    return may ? null : reason;
  },
});

/**
 * The same division by REST and by topic is one party, so that an action sent both ways is done once. Who may act for
 * all divisions is a party of their organisation: another one must not be given its answers.
 */
export const callerByRest = (caller: Caller): Party => ({
  name: caller.divisions === '*' ? `${caller.organisation}/*` : [...caller.divisions].sort().join(','),
  organisation: caller.organisation,
  submittedBy: caller.subject,
  reaches: (work) => inScope(caller, work),
  // The route has compared the role with the token.
  barredFrom: () => null,
});
