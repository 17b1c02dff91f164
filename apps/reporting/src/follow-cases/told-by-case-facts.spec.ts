import type { ComplaintId } from '@cc/contracts';
import {
  aConfirmedCase,
  anOpenedCase,
  aRecordedComplaint,
  aRecountedCase,
  minutesAfter,
  TUESDAY_MORNING,
} from '@cc/testing';
import { toldBy, type ToldOfCase } from './told-by-case-facts.js';

const { complaintId } = aRecordedComplaint();
const opened = anOpenedCase({ joined: [] });
const { caseId } = opened;
const scope = { organisation: 'telecom-group', division: '44', unit: null };
const at = (minute: number) => minutesAfter(TUESDAY_MORNING, minute);
const recounted = (minute: number, change: { joined?: ComplaintId[]; left?: ComplaintId[] }): ToldOfCase => {
  const left = (change.left ?? []).map((one) => ({ complaintId: one, verified: 'untrue' as const, withdrawn: false }));
  const data = aRecountedCase({ caseId, joined: change.joined ?? [], left, recordedAt: at(minute) });
  return { ...scope, type: 'case.recounted.v1', data };
};
const joins = (minute: number) => recounted(minute, { joined: [complaintId] });
const leaves = (minute: number) => recounted(minute, { left: [complaintId] });
const staysIn = (...facts: ToldOfCase[]) =>
  toldBy(facts).stays.map(({ joinedAt, leftAt, toldAt }) => ({ joinedAt, leftAt, toldAt }));

describe('a stay in a case', () => {
  it('ends with leaving, and coming back begins another', () => {
    const confirmed = { ...scope, type: 'case.confirmed.v1', data: aConfirmedCase({ caseId, recordedAt: at(3) }) };

    expect(staysIn(joins(1), leaves(2), confirmed, joins(4))).toEqual([
      { joinedAt: at(1), leftAt: at(2), toldAt: at(1) },
      { joinedAt: at(4), leftAt: null, toldAt: at(4) },
    ]);
  });

  it('that began before these facts is ended, and the next begins', () => {
    expect(staysIn(leaves(2), joins(4))).toEqual([
      { joinedAt: null, leftAt: at(2), toldAt: at(2) },
      { joinedAt: at(4), leftAt: null, toldAt: at(4) },
    ]);
  });

  it('goes on where somebody is back at the instant of leaving', () => {
    expect(staysIn(joins(1), leaves(2), joins(2))).toEqual([{ joinedAt: at(1), leftAt: null, toldAt: at(1) }]);
  });
});
