import type { Caller } from '@cc/service-kit';
import { group } from '../rules.fixture.js';
import { callerByRest, divisionByTopic } from './party.js';

const aCaller = (over: Partial<Caller> = {}): Caller => ({
  subject: 'gd-4711',
  roles: ['handler'],
  organisation: 'telecom-group',
  divisions: ['44'],
  unit: null,
  scope: 'unit',
  ...over,
});

const rest = (over: Partial<Caller> = {}) => callerByRest(aCaller(over), () => group.organisation);

describe('a party, under which the id of an action stands for one action,', () => {
  it('is a division, whether it acts by topic or by REST', () => {
    expect(rest().name).toBe(divisionByTopic(group.organisation, '44').name);
  });

  it('is an organisation where somebody acts for all its divisions, never all of them', () => {
    const [one, other] = ['telecom-group', 'northwind'].map((organisation) => rest({ organisation, divisions: '*' }));

    expect(one!.name).not.toBe(other!.name);
    expect(other!.reaches({ organisation: 'telecom-group', division: '44', unit: null }, 'accept')).toBe(false);
  });
});

describe('the audit of a slip', () => {
  const slipOf = (division: string) => ({ organisation: 'telecom-group', division, unit: 'centre' });
  const byTopic = (division: string) => divisionByTopic(group.organisation, division);

  it.each([
    ['the topic of the division that wrote it', byTopic('44'), '44'],
    ['an auditor of the division that wrote it', rest({ roles: ['auditor'] }), '44'],
    ['who acts for it and for the centre', rest({ roles: ['auditor'], divisions: ['44', 'g1'] }), '44'],
    ['who acts for all divisions', rest({ roles: ['auditor'], divisions: '*' }), '44'],
    ['the topic of the centre, its own', byTopic('g1'), 'g1'],
    ['an auditor of the centre, its own', rest({ roles: ['auditor'], divisions: ['g1'] }), 'g1'],
  ])('is refused to %s, by the rule that names the auditor', (_, party, wroteIt) => {
    expect(party.barredFrom(slipOf(wroteIt), 'auditor', 'approveReply')).toMatchObject({
      basis: 'telecom-group/audit',
    });
    expect(party.barredFrom(slipOf(wroteIt), 'auditor', 'refuseReply')).toMatchObject({ basis: 'telecom-group/audit' });
  });

  it.each([
    ['the topic of the centre', byTopic('g1'), '44'],
    ['an auditor of the centre', rest({ roles: ['auditor'], divisions: ['g1'] }), '44'],
    ['the topic of the group, the slip of the centre', byTopic('00'), 'g1'],
    ['an auditor of the group, the slip of the centre', rest({ roles: ['auditor'], divisions: ['00'] }), 'g1'],
  ])('is open to %s, and nothing else of that work is', (_, party, wroteIt) => {
    expect(party.reaches(slipOf(wroteIt), 'approveReply')).toBe(true);
    expect(party.barredFrom(slipOf(wroteIt), 'auditor', 'approveReply')).toBeNull();
    expect(party.reaches(slipOf(wroteIt), 'accept')).toBe(false);
  });

  it.each([
    ['another province', byTopic('43')],
    ['an auditor of another province', rest({ roles: ['auditor'], divisions: ['43'] })],
    ['the centre of another organisation', rest({ organisation: 'northwind', roles: ['auditor'], divisions: ['g1'] })],
  ])('is out of reach for %s', (_, party) => {
    expect(party.reaches(slipOf('44'), 'approveReply')).toBe(false);
  });
});
