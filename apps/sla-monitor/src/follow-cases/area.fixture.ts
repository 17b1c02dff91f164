import { deriveId, type ComplaintId } from '@cc/contracts';
import type { RuleOfCases } from '@cc/procedures';
import type { Case } from '../case.entity.js';
import type { CountedComplaint } from '../counted-complaint.entity.js';
import type { Area, Seen } from './area.js';

export const RULE = 'telecom-group/monitoring/mass-complaint';
const AREA = deriveId('area', 'test');

let made = 0;

/** A Guangdong broadband outage that went past the province. */
export const aCountedComplaint = (over: Partial<CountedComplaint> = {}): CountedComplaint => ({
  complaintId: deriveId<ComplaintId>('counted', (made += 1)),
  rule: RULE,
  area: AREA,
  basis: { id: 'telecom-group/monitoring', version: '2026' },
  organisation: 'telecom-group',
  division: '44',
  key: { division: '44', category: ['network', 'broadband', 'outage'] },
  receivedAt: new Date('2026-11-24T02:00:00Z'),
  fields: { division: '44', category: ['network', 'broadband', 'outage'], channelLevel: 'group', upgraded: true },
  verified: null,
  verifiedAt: null,
  withdrawnAt: null,
  ...over,
});

/** Something was told of some complaints of an area. */
export function anArea(given: {
  rule: RuleOfCases;
  complaints: readonly Seen[];
  cases: readonly Case[];
  caseCount: number;
  of: readonly Seen[];
}): Area {
  const { of, ...known } = given;
  const recounts = of.map(({ complaint: { area, complaintId, receivedAt } }, nr) => ({
    id: String(nr),
    area,
    complaintId,
    receivedAt,
    dueAt: receivedAt,
    traceparent: null,
  }));
  return { ...known, place: of[0]!.complaint, recounts };
}
