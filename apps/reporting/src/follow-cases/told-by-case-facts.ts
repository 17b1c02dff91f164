import type { DataOf, everyCaseFact, Scope } from '@cc/contracts';
import type { Case } from '../case.entity.js';

/** A fact of a case, as it arrives and as the archive holds it. */
export type ToldOfCase = Scope & {
  type: string;
  data: DataOf<(typeof everyCaseFact)[number]>;
};

/** What facts say of one stay of a complaint in a case. */
export interface ToldStay {
  caseId: string;
  complaintId: string;
  /** Null where it began before these facts. */
  joinedAt: Date | null;
  leftAt: Date | null;
  /** The first fact of it among these. */
  toldAt: Date;
}

/** What facts of cases say in the end, in the order in which they come; of a case that was there before, what is otherwise. */
export function toldBy(facts: readonly ToldOfCase[]): { cases: Case[]; stays: ToldStay[] } {
  const cases = new Map<string, Case>();
  const stays = new Map<string, ToldStay[]>();
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
    const staysOf = (complaintId: string) => {
      const key = `${caseId} ${complaintId}`;
      const known = stays.get(key) ?? [];
      stays.set(key, known);
      return known;
    };
    if ('joined' in data)
      for (const complaintId of data.joined) join(staysOf(complaintId), { caseId, complaintId }, recordedAt);
    if ('left' in data)
      for (const { complaintId } of data.left) leave(staysOf(complaintId), { caseId, complaintId }, recordedAt);
  }
  return { cases: [...cases.values()], stays: [...stays.values()].flat() };
}

type Who = Pick<ToldStay, 'caseId' | 'complaintId'>;

/** Who is back at the instant of leaving was never away. */
function join(stays: ToldStay[], who: Who, at: Date): void {
  const last = stays.at(-1);
  if (last?.leftAt?.getTime() === at.getTime()) last.leftAt = null;
  else if (!last || last.leftAt) stays.push({ ...who, joinedAt: at, leftAt: null, toldAt: at });
}

function leave(stays: ToldStay[], who: Who, at: Date): void {
  const last = stays.at(-1);
  if (!last) stays.push({ ...who, joinedAt: null, leftAt: at, toldAt: at });
  else last.leftAt ??= at;
}
