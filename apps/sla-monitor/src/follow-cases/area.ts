import type { CaseId } from '@cc/contracts';
import type { RuleOfCases, SeenTicket } from '@cc/procedures';
import type { AreaRecount } from '../area-recount.entity.js';
import type { Case } from '../case.entity.js';
import { fieldsOf, KEPT_EVENT } from '../count-together/counted-complaint.js';
import type { CountedComplaint } from '../counted-complaint.entity.js';

/** Complaints that are counted together, as far as something about them has changed, and the cases they are. */
export interface Area {
  /** Of the newest complaint: the place of all, and the version of the rule that speaks. */
  place: Pick<CountedComplaint, 'area' | 'rule' | 'basis' | 'organisation' | 'division' | 'key'>;
  rule: RuleOfCases;
  recounts: readonly AreaRecount[];
  /** Every complaint that can be in a case with one of these, and every one of the cases below. */
  complaints: readonly Seen[];
  /** Cases that stand and may have changed. */
  cases: readonly Case[];
  /** How many cases the area has had. */
  caseCount: number;
}

/** A complaint as the rules see it. */
export interface Seen extends SeenTicket {
  complaint: CountedComplaint;
  /** The standing case that it is part of. */
  caseId: CaseId | null;
}

export const seen = (complaint: CountedComplaint, caseId: CaseId | null): Seen => ({
  complaint,
  caseId,
  fields: fieldsOf(complaint),
  at: { [KEPT_EVENT]: complaint.receivedAt.getTime() },
});
