import { loadOrganisations } from '../organisations/load.js';

const { reports } = loadOrganisations().of('telecom-group');
const rule = (name: string) => reports.find(({ report }) => report === name)!;
const frozen = (name: string, day: string) => {
  const report = rule(name);
  return report.frozenAt(report.periodOf(day)).value?.toISOString();
};

describe('the reports of the group', () => {
  it('are frozen of a day at two o clock in the next night, local time', () => {
    expect(rule('daily').periodOf('2026-11-24')).toEqual({ name: '2026-11-24', from: '2026-11-24', to: '2026-11-24' });
    expect(frozen('daily', '2026-11-24')).toBe('2026-11-24T18:00:00.000Z');
  });

  it.each([
    // 1 November is a Sunday, 1 July a Wednesday.
    ['2026-10-05', '2026-10-01', '2026-10-31', '2026-11-04T16:00:00.000Z'],
    ['2026-06-30', '2026-06-01', '2026-06-30', '2026-07-03T16:00:00.000Z'],
    // Golden Week: the first working day of October is the eighth, then the ninth and the tenth, which makes up for one.
    ['2026-09-30', '2026-09-01', '2026-09-30', '2026-10-10T16:00:00.000Z'],
    ['2026-02-28', '2026-02-01', '2026-02-28', '2026-03-04T16:00:00.000Z'],
  ])('are frozen of the month of %s, %s to %s, after three working days: %s', (day, from, to, at) => {
    expect(rule('monthly').periodOf(day)).toEqual({ name: day.slice(0, 7), from, to });
    expect(frozen('monthly', day)).toBe(at);
  });

  it('follow each other without a gap', () => {
    const { periodOf, after } = rule('monthly');

    expect(after(periodOf('2026-12-31'))).toEqual({ name: '2027-01', from: '2027-01-01', to: '2027-01-31' });
    expect(rule('daily').after(rule('daily').periodOf('2028-02-28'))).toMatchObject({ name: '2028-02-29' });
  });

  it('say which rule froze them', () => {
    expect(rule('daily').frozenAt(rule('daily').periodOf('2026-11-24')).reason).toEqual({
      rule: 'daily',
      basis: 'telecom-group/reports',
      version: '2026-11-26',
      source: 'ours',
    });
  });

  it('wait for a year that is not decreed yet', () => {
    expect(frozen('monthly', '2026-12-31')).toBeUndefined();
  });
});
