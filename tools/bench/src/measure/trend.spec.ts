import { trendOf } from './trend.js';

const every5s = (values: readonly number[]) => values.map((value, i) => ({ at: 5 * i, value }));
const times = (count: number, value: (i: number) => number) =>
  every5s(Array.from({ length: count }, (_, i) => value(i)));

describe('a trend', () => {
  it('of what grows evenly is its slope, and not flat', () => {
    expect(trendOf(times(13, (i) => 100 + 5 * i))).toEqual({
      perMinute: 60,
      firstThird: 107.5,
      lastThird: 152.5,
      most: 160,
      flat: false,
    });
  });

  it('is flat where collections of garbage move it up and down', () => {
    const { flat, perMinute } = trendOf(times(120, (i) => 200 + 3 * (i % 10)));

    expect(flat).toBe(true);
    expect(Math.abs(perMinute)).toBeLessThan(1);
  });

  it('is flat where memory becomes less', () => {
    expect(trendOf(times(12, (i) => 300 - 10 * i)).flat).toBe(true);
  });

  it('sees a slow leak below the collections', () => {
    // A hundred megabytes an hour: in ten minutes a twelfth of what was there.
    const leaking = (perHour: number) => trendOf(times(120, (i) => 140 + 3 * (i % 10) + (perHour / 720) * i)).flat;

    expect([leaking(0), leaking(60), leaking(150)]).toEqual([true, true, false]);
  });

  it('is not flat where it has gone up and stays there', () => {
    expect(trendOf(times(30, (i) => (i < 15 ? 100 : 120))).flat).toBe(false);
  });

  it('needs enough to compare', () => {
    expect(() => trendOf(times(2, () => 1))).toThrow('a trend needs three samples, not 2');
  });
});
