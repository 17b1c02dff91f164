import { topics, type Scope, type WorkActionSubmitted } from '@cc/contracts';
import { AUDIT_ACTIONS, type Organisation, type Reach, type Reason } from '@cc/procedures';
import type { Caller } from '@cc/service-kit';
import { inScope } from '@cc/service-kit';

/** Who hands in an action: a division by its topic, or a caller by REST. */
export interface Party {
  /** Under which the action's id is unique. */
  name: string;
  organisation: string;
  submittedBy: string;
  /** For whom it acts: for a unit, for a province or a company, or for the group's headquarters. */
  reach: Reach;
  /** A division acts on its own work, a caller on what the token's scope covers, and who audits on the slips of others. */
  reaches(work: Scope, action: Action): boolean;
  /** Why this party may not do this in this role, whatever the ticket's rules say. */
  barredFrom(work: Scope, role: Role, action: Action): Reason | null;
}

type Role = WorkActionSubmitted['by']['role'];
type Action = WorkActionSubmitted['do']['action'];

const isOfGroup = (organisation: Organisation, division: string) =>
  ['group', 'centre'].includes(organisation.division(division)?.kind ?? '');

const isAudit = (action: Action) => (AUDIT_ACTIONS as readonly string[]).includes(action);

/**
 * Who wrote a slip does not audit it, by topic or by REST: out is who acts for the division that has the work, even
 * if it acts for the auditing one too.
 */
const barredFromAudit = (organisation: Organisation, work: Scope, actsFor: (division: string) => boolean) => {
  const { value: auditor, reason } = organisation.auditorOf(work.division);
  return actsFor(auditor) && !actsFor(work.division) ? null : reason;
};

export const divisionByTopic = (organisation: Organisation, division: string): Party => {
  const barredFrom: Party['barredFrom'] = (work, role, action) => {
    if (isAudit(action)) return barredFromAudit(organisation, work, (one) => one === division);
    // Only the sender names the role.
    const { value: may, reason } = organisation.mayByTopic({ division, workOf: work.division, role, action });
    return may ? null : reason;
  };
  return {
    name: division,
    organisation: organisation.id,
    submittedBy: topics.workActions(division),
    reach: isOfGroup(organisation, division) ? 'group' : 'division',
    reaches: (work, action) =>
      work.organisation === organisation.id &&
      (work.division === division || (isAudit(action) && organisation.auditorOf(work.division).value === division)),
    barredFrom,
  };
};

/**
 * The same division by REST and by topic is one party, so that an action sent both ways is done once. Who may act for
 * all divisions is a party of their organisation: another one must not be given its answers.
 */
export const callerByRest = (caller: Caller, organisationOf: (id: string) => Organisation): Party => {
  const actsFor = (division: string) => caller.divisions === '*' || caller.divisions.includes(division);
  const isGroup =
    caller.divisions === '*' ||
    caller.divisions.some((division) => isOfGroup(organisationOf(caller.organisation), division));
  return {
    name: caller.divisions === '*' ? `${caller.organisation}/*` : [...caller.divisions].sort().join(','),
    organisation: caller.organisation,
    submittedBy: caller.subject,
    reach: isGroup ? 'group' : caller.unit === null ? 'division' : 'unit',
    reaches: (work, action) =>
      inScope(caller, work) ||
      (isAudit(action) &&
        work.organisation === caller.organisation &&
        actsFor(organisationOf(work.organisation).auditorOf(work.division).value)),
    // The route has compared the role with the token.
    barredFrom: (work, _role, action) =>
      isAudit(action) ? barredFromAudit(organisationOf(work.organisation), work, actsFor) : null,
  };
};
