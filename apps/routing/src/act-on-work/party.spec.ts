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

describe('a party, under which the id of an action stands for one action,', () => {
  it('is a division, whether it acts by topic or by REST', () => {
    expect(callerByRest(aCaller()).name).toBe(divisionByTopic(group.organisation, '44').name);
  });

  it('is an organisation where somebody acts for all its divisions, never all of them', () => {
    const [one, other] = ['telecom-group', 'northwind'].map((organisation) =>
      callerByRest(aCaller({ organisation, divisions: '*' })),
    );

    expect(one!.name).not.toBe(other!.name);
    expect(other!.reaches({ organisation: 'telecom-group', division: '44', unit: null })).toBe(false);
  });
});
