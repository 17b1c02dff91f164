import type { DataOf, everyCaseFact, Scope } from '@cc/contracts';
import type { Case, CaseMember } from '../case.entity.js';

/** A fact of a case, as it arrives and as the archive holds it. */
export type ToldOfCase = Scope & {
  type: string;
  data: DataOf<(typeof everyCaseFact)[number]>;
};

/** What facts of cases say in the end, in the order in which they come; of a case that was there before, what is otherwise. */
export function toldBy(facts: readonly ToldOfCase[]): { cases: Case[]; members: CaseMember[] } {
  const cases = new Map<string, Case>();
  const members = new Map<string, CaseMember>();
  for (const { type, organisation, division, data } of facts) {
    const { caseId, recordedAt, name, area, counts, size, found, why } = data;
    const before = cases.get(caseId);
    cases.set(caseId, {
      caseId,
      organisation,
      division,
      said: { name, area, counts, size, found, why },
      openedAt: before?.openedAt ?? recordedAt,
      confirmedAt: type === 'case.confirmed.v1' ? recordedAt : (before?.confirmedAt ?? null),
      withdrawnAt: type === 'case.withdrawn.v1' ? recordedAt : (before?.withdrawnAt ?? null),
    });
    const note = (complaintId: string, leftAt: Date | null) => {
      const key = `${caseId} ${complaintId}`;
      const joinedAt = members.get(key)?.joinedAt ?? recordedAt;
      members.set(key, { caseId, complaintId, joinedAt, leftAt });
    };
    if ('joined' in data) for (const complaintId of data.joined) note(complaintId, null);
    if ('left' in data) for (const { complaintId } of data.left) note(complaintId, recordedAt);
  }
  return { cases: [...cases.values()], members: [...members.values()] };
}
