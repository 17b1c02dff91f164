import { loadOrganisations } from './load.js';

const group = loadOrganisations().of('telecom-group');

describe('the audit of slips (回单审核)', () => {
  it.each([
    ['a province', '44', 'g1', 'centre-audits'],
    ['a professional company', 'p-cloud', 'g1', 'centre-audits'],
    ['the centre itself', 'g1', '00', 'group-audits-the-centre'],
  ])('of %s is for another division, and says which rule says so', (_, division, by, rule) => {
    expect(group.auditorOf(division)).toMatchObject({ value: by, reason: { rule, basis: 'telecom-group/audit' } });
  });

  it('is never for who wrote the slip', () => {
    const own = group.divisions.filter(({ id }) => group.auditorOf(id).value === id);

    expect(own).toEqual([]);
  });
});
