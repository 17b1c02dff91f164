import { monthsOf } from './months.js';

describe('monthsOf', () => {
  it('names each month once, from its first instant to the first of the next', () => {
    const months = monthsOf(
      ['2026-11-30T23:59:59.999Z', '2026-12-01T00:00:00Z', '2026-12-31T00:00:00Z'].map((at) => new Date(at)),
    );

    expect(months).toEqual([
      { table: 'facts_2026_11', from: '2026-11-01T00:00:00.000Z', until: '2026-12-01T00:00:00.000Z' },
      { table: 'facts_2026_12', from: '2026-12-01T00:00:00.000Z', until: '2027-01-01T00:00:00.000Z' },
    ]);
  });
});
