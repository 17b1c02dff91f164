import { loadOrganisations } from '@cc/procedures';
import { duePeriods } from './due-periods.js';

const { reports } = loadOrganisations().of('telecom-group');
const [daily, monthly] = ['daily', 'monthly'].map((name) => reports.find(({ report }) => report === name)!);
const local = (text: string) => new Date(`${text}+08:00`);
const names = ({ due }: ReturnType<typeof duePeriods>) => due.map(({ name }) => name);

describe('a period', () => {
  const days = ['2026-11-23', '2026-11-24'];

  it('is due from its instant on, and not a moment before', () => {
    const at = (now: string) => duePeriods(daily!, { days, frozen: new Set(['2026-11-23']), now: local(now) });

    expect(at('2026-11-25T01:59:59')).toEqual({
      due: [],
      next: local('2026-11-25T02:00:00'),
      undecreed: [],
    });
    expect(at('2026-11-25T02:00:00')).toMatchObject({ due: [{ name: '2026-11-24' }], next: null });
  });

  it('is due once, however many of its days have counts', () => {
    const now = local('2026-12-20T00:00:00');

    expect(names(duePeriods(monthly!, { days, frozen: new Set(), now }))).toEqual(['2026-11']);
    expect(names(duePeriods(monthly!, { days, frozen: new Set(['2026-11']), now }))).toEqual([]);
  });

  it('that was missed is due with the others, the earliest first', () => {
    const now = local('2026-11-30T00:00:00');

    expect(names(duePeriods(daily!, { days, frozen: new Set(), now }))).toEqual(days);
  });

  it('without counts is none', () => {
    expect(duePeriods(daily!, { days: [], frozen: new Set(), now: local('2026-11-30T00:00:00') })).toEqual({
      due: [],
      next: null,
      undecreed: [],
    });
  });

  it('whose calendar has no decree yet waits, and is named', () => {
    const now = local('2028-01-01T00:00:00');

    expect(duePeriods(monthly!, { days: ['2026-12-05'], frozen: new Set(), now })).toMatchObject({
      due: [],
      next: null,
      undecreed: [{ name: '2026-12' }],
    });
  });
});
