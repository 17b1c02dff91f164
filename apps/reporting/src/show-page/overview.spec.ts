import type { Division } from '@cc/procedures';
import { firstDay, linesOf } from './overview.js';

const division = (id: string, kind: Division['kind']) => ({ id, kind, name: { zh: id, en: id } }) as Division;
const divisions = [
  division('g1', 'centre'),
  division('44', 'province'),
  division('00', 'group'),
  division('11', 'province'),
];
const counted = new Map([
  ['44', { recorded: 3, open: 2, late: 1 }],
  ['g1', { recorded: 5 }],
]);

describe('the lines of the overview', () => {
  it('are of every division, provinces first, also where nothing happened', () => {
    const { lines, total } = linesOf(divisions, '*', counted);

    expect(lines.map(({ id, figures }) => [id, figures!.recorded])).toEqual([
      ['11', 0],
      ['44', 3],
      ['00', 0],
      ['g1', 5],
    ]);
    expect(total).toEqual({ recorded: 8, closed: 0, open: 2, late: 1, abnormal: 0 });
  });

  it('say of other divisions nothing but their name', () => {
    const { lines, total } = linesOf(divisions, ['44'], counted);

    expect(lines.filter(({ figures }) => figures !== null).map(({ id }) => id)).toEqual(['44']);
    expect(total.recorded).toBe(3);
  });
});

describe('a period', () => {
  it.each([
    ['today', '2026-03-01'],
    ['week', '2026-02-23'],
    ['month', '2026-01-31'],
  ] as const)('of %s begins so that today is its last day', (period, first) => {
    expect(firstDay(period, '2026-03-01')).toBe(first);
  });
});
