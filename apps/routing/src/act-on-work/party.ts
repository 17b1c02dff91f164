import type { Scope } from '@cc/contracts';
import type { Caller } from '@cc/service-kit';
import { inScope } from '@cc/service-kit';

/** Who hands in an action: a division by its topic, or a caller by REST. */
export interface Party {
  /** Under which the action's id is unique. */
  name: string;
  organisation: string;
  submittedBy: string;
  /** A division acts only on its own work, a caller on what the token's scope covers. */
  reaches(work: Scope): boolean;
}

export const divisionByTopic = (organisation: string, division: string): Party => ({
  name: division,
  organisation,
  submittedBy: `complaints.work-actions.${division}`,
  reaches: (work) => work.organisation === organisation && work.division === division,
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
});
