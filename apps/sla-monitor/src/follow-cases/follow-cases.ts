import { deriveId, type CaseId } from '@cc/contracts';
import type { Case } from '../case.entity.js';
import type { Area, Seen } from './area.js';
import { confirmed, opened, recounted, withdrawn, type CaseTold } from './case-facts.js';

/** A case after its area was counted again. */
export interface FollowedCase {
  case: Case;
  joined: readonly Seen[];
  left: readonly Seen[];
  told: readonly CaseTold[];
}

/**
 * 群体投诉成立、查实、撤销: what the cases of an area are by what is known now, as far as it is otherwise than before. The
 * order in which it became known plays no part; only whether a case was confirmed once is kept.
 */
export function followCases(area: Area, now: Date): FollowedCase[] {
  const { standing, fresh } = assign(area);
  return [
    ...area.cases.flatMap((known) => follow(area, known, standing.get(known.caseId) ?? [], now)),
    ...fresh.map((members, at) => open(area, area.caseCount + 1 + at, members, now)),
  ];
}

/** Whoever is gathered: in the case it is in already, else in the earliest one of its wave, else in a new one. */
function assign({ rule, complaints, cases, recounts }: Area): { standing: Map<CaseId, Seen[]>; fresh: Seen[][] } {
  const looked = new Set(recounts.map(({ complaintId }) => complaintId));
  const standing = new Map<CaseId, Seen[]>(cases.map(({ caseId }) => [caseId, []]));
  const fresh: Seen[][] = [];
  for (const wave of rule.waves(complaints)) {
    const theirs = new Set(wave.flatMap(({ caseId }) => caseId ?? []));
    const earliest = cases.find(({ caseId }) => theirs.has(caseId));
    if (earliest) {
      for (const one of wave) standing.get(one.caseId ?? earliest.caseId)?.push(one);
    } else if (theirs.size === 0 && wave.some(({ complaint }) => looked.has(complaint.complaintId))) {
      // Any other wave is as it was: nothing was told about it.
      fresh.push(wave);
    }
  }
  return { standing, fresh };
}

export const caseIdOf = (area: string, nr: number): CaseId => deriveId('case', area, nr);

function open(area: Area, nr: number, members: readonly Seen[], now: Date): FollowedCase {
  const { area: id, rule, basis, organisation, division, key } = area.place;
  const made: Case = {
    caseId: caseIdOf(id, nr),
    area: id,
    nr,
    rule,
    basis,
    organisation,
    division,
    key,
    state: 'opened',
    ...spanOf(members),
    openedAt: now,
    confirmedAt: null,
    withdrawnAt: null,
    told: 1,
  };
  const told = opened(area.rule, made, members, now);
  return confirm({ case: made, joined: members, left: [], told }, area, members, now);
}

function follow(area: Area, known: Case, members: readonly Seen[], now: Date): FollowedCase[] {
  const before = area.complaints.filter(({ caseId }) => caseId === known.caseId);
  const joined = members.filter(({ caseId }) => caseId === null);
  const still = new Set(members);
  const left = before.filter((seen) => !still.has(seen));
  const told = known.told + 1;
  if (members.length === 0) {
    const over: Case = { ...known, state: 'withdrawn', withdrawnAt: now, told };
    return [{ case: over, joined, left, told: withdrawn(area.rule, over, left, now) }];
  }
  const recount = joined.length + left.length > 0;
  const after: Case = { ...known, ...spanOf(members), told };
  const facts = recount ? recounted(area.rule, after, { members, joined, left }, now) : [];
  const followed = confirm({ case: after, joined, left, told: facts }, area, members, now);
  return followed.told.length > 0 ? [followed] : [];
}

/** Once confirmed it stays so: what was told to people is taken back by withdrawing the case and in no other way. */
function confirm(followed: FollowedCase, { rule }: Area, members: readonly Seen[], now: Date): FollowedCase {
  if (followed.case.state !== 'opened' || rule.found(members) < rule.confirmedFrom) return followed;
  const after: Case = { ...followed.case, state: 'confirmed', confirmedAt: now };
  return { ...followed, case: after, told: [...followed.told, ...confirmed(rule, after, members, now)] };
}

function spanOf(members: readonly Seen[]): Pick<Case, 'firstAt' | 'lastAt'> {
  const instants = members.map(({ complaint }) => complaint.receivedAt.getTime());
  return { firstAt: new Date(Math.min(...instants)), lastAt: new Date(Math.max(...instants)) };
}
