import {
  CaseConfirmed,
  CaseEscalated,
  CaseOpened,
  CaseRecounted,
  CaseWithdrawn,
  MOST_MEMBERS,
  type DataOf,
} from '@cc/contracts';
import type { FieldValue, RuleOfCases } from '@cc/procedures';
import type { Case } from '../case.entity.js';
import type { Seen } from './area.js';

type Definition =
  typeof CaseOpened | typeof CaseRecounted | typeof CaseConfirmed | typeof CaseWithdrawn | typeof CaseEscalated;

/** A fact of a case, or what headquarters is told of it. */
export type CaseTold<D extends Definition = Definition> = D extends unknown
  ? { definition: D; data: DataOf<D> }
  : never;

export function opened(rule: RuleOfCases, about: Case, members: readonly Seen[], now: Date): CaseTold[] {
  const [first, ...more] = inParts(members);
  const of = ofCase(rule, about, members, now);
  const { firstAt, lastAt } = about;
  return [
    { definition: CaseOpened, data: { ...of, firstAt, lastAt, joined: first!.map(idOf) } },
    ...more.map((part): CaseTold => ({ definition: CaseRecounted, data: { ...of, joined: part.map(idOf), left: [] } })),
    escalated('opened', of),
  ];
}

export function recounted(
  rule: RuleOfCases,
  about: Case,
  { members, joined, left }: Record<'members' | 'joined' | 'left', readonly Seen[]>,
  now: Date,
): CaseTold[] {
  const of = ofCase(rule, about, members, now);
  return [
    ...inParts(joined).map((part): CaseTold => ({
      definition: CaseRecounted,
      data: { ...of, joined: part.map(idOf), left: [] },
    })),
    ...inParts(left).map((part): CaseTold => ({
      definition: CaseRecounted,
      data: { ...of, joined: [], left: part.map(asLeft) },
    })),
  ];
}

export function confirmed(rule: RuleOfCases, about: Case, members: readonly Seen[], now: Date): CaseTold[] {
  const of = ofCase(rule, about, members, now);
  const { confirmedFrom } = rule;
  return [{ definition: CaseConfirmed, data: { ...of, confirmedFrom } }, escalated('confirmed', of)];
}

/** `left` are all that it held, as they are known now. */
export function withdrawn(rule: RuleOfCases, about: Case, left: readonly Seen[], now: Date): CaseTold[] {
  const of = { ...ofCase(rule, about, left, now), size: 0 };
  const parts = inParts(left);
  const last = parts.pop()!;
  return [
    ...parts.map((part): CaseTold => ({
      definition: CaseRecounted,
      data: { ...of, joined: [], left: part.map(asLeft) },
    })),
    {
      definition: CaseWithdrawn,
      data: { ...of, wasConfirmed: about.confirmedAt !== null, left: last.map(asLeft) },
    },
    escalated('withdrawn', of),
  ];
}

type OfCase = ReturnType<typeof ofCase>;

const ofCase = (rule: RuleOfCases, { caseId, rule: id, basis, key }: Case, counted: readonly Seen[], now: Date) => ({
  caseId,
  rule: id,
  basis,
  name: rule.name,
  area: Object.fromEntries(Object.entries(key).map(([field, value]) => [field, writable(value)])),
  counts: rule.counts(counted),
  size: counted.length,
  found: rule.found(counted),
  why: rule.reason,
  recordedAt: now,
});

function escalated(became: DataOf<typeof CaseEscalated>['became'], of: OfCase): CaseTold {
  const { caseId, name, area, counts, size, found, why, recordedAt: at } = of;
  return { definition: CaseEscalated, data: { caseId, became, name, area, counts, size, found, why, at } };
}

function inParts(all: readonly Seen[]): Seen[][] {
  const parts: Seen[][] = [];
  for (let from = 0; from < all.length; from += MOST_MEMBERS) parts.push(all.slice(from, from + MOST_MEMBERS));
  return parts;
}

const idOf = ({ complaint }: Seen) => complaint.complaintId;

const asLeft = ({ complaint: { complaintId, verified, withdrawnAt } }: Seen) => ({
  complaintId,
  verified,
  withdrawn: withdrawnAt !== null,
});

const writable = (value: FieldValue) => (typeof value === 'object' ? [...value] : value);
