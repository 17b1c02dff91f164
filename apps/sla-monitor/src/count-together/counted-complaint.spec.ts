import { engineProcedures, loadOrganisations } from '@cc/procedures';
import { aRecordedComplaint } from '@cc/testing';
import { countedComplaints, fieldsOf } from './counted-complaint.js';
import { mustCount } from './must-count.js';

const rules = engineProcedures();
const organisation = loadOrganisations().of('telecom-group');
const counted = (over: Parameters<typeof aRecordedComplaint>[0], division = 'g1') =>
  countedComplaints(
    {
      organisation: 'telecom-group',
      division,
      unit: null,
      data: aRecordedComplaint({ channelLevel: 'group', sourceDivision: division, ...over }),
    },
    organisation,
    rules,
  );

describe('a complaint that counts towards a case', () => {
  it('counts in the province of the fault when a centre of the group took it in', () => {
    expect(counted({ faultRegion: '430100' })).toMatchObject([
      {
        rule: 'telecom-group/monitoring/mass-complaint',
        basis: { id: 'telecom-group/monitoring', version: '2026' },
        division: '43',
        key: { division: '43', category: ['network', 'broadband', 'outage'] },
      },
    ]);
  });

  it('has one area with others of its province and class, and with no others', () => {
    const area = (over: Parameters<typeof aRecordedComplaint>[0]) => counted(over)[0]!.area;

    expect(area({})).toBe(area({ channelLevel: 'appeal', channel: 'web' }));
    expect(area({})).not.toBe(area({ faultRegion: '430100' }));
    expect(area({})).not.toBe(area({ category: ['network', 'broadband'] }));
  });

  it('is shown to the group where its place is no division', () => {
    expect(counted({ faultRegion: null, homeRegion: null, numberRegion: null })[0]).toMatchObject({ division: 'g1' });
    expect(counted({ faultRegion: '710000' })[0]).toMatchObject({ division: '00', key: { division: '71' } });
  });

  it.each([
    ['went to no group channel', { channelLevel: 'province' }],
    ['is dealt with by others', { outcome: 'handedOver' }],
    ['waits for a person', { outcome: 'waiting' }],
  ] as const)('is none that %s', (_, over) => {
    expect(counted(over)).toEqual([]);
  });

  it('is read with what became known of it', () => {
    const [complaint] = counted({});

    expect(fieldsOf(complaint!)).not.toHaveProperty('verified');
    expect(fieldsOf({ ...complaint!, verified: 'untrue', withdrawnAt: new Date() })).toMatchObject({
      verified: 'untrue',
      stage: 'withdrawn',
      upgraded: true,
    });
  });
});

describe('rules of cases', () => {
  it('ask for nothing that is not kept', () => {
    expect(mustCount(rules, ['telecom-group'])).toBe(rules);
  });

  it('that ask for more let nothing start, and are named', () => {
    const reason = { rule: 'by-household', basis: 'group/own', version: '1', source: 'ours' };
    const more = {
      ...rules,
      askedForCases: () => [{ fields: ['household', 'category'], events: ['ticket.closed'], reason }],
    };

    expect(() => mustCount(more, ['telecom-group'])).toThrow(
      'telecom-group: by-household of group/own 1 asks for the field household and when ticket.closed happened',
    );
  });
});
