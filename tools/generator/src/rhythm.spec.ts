import { DateTime } from 'luxon';
import { isFirst, month, OCTOBER } from './month.fixture.js';
import { Rhythm } from './rhythm.js';
import { SHARES } from './shares.js';

const local = (at: Date | number) => DateTime.fromMillis(Number(at), { zone: 'Asia/Shanghai' });

describe('The rhythm of a month', () => {
  const september = new Date('2026-09-01T00:00:00+08:00');
  const instants = month({ complaints: 2500, from: september })
    .filter((step) => /-\d{6}$/.test(step.sourceId) && isFirst(step))
    .map(({ at }) => local(at.getTime()));
  const share = (wanted: (at: DateTime) => boolean) => instants.filter(wanted).length / instants.length;

  it('peaks from 9 to 11 and from 19 to 21, and is quiet at night', () => {
    const hour = (...hours: number[]) => share((at) => hours.includes(at.hour)) / hours.length;

    expect(hour(9, 10)).toBeGreaterThan(1.3 * hour(11, 12, 13, 14, 15, 16, 17, 18));
    expect(hour(19, 20)).toBeGreaterThan(1.3 * hour(14, 15, 16, 17, 18));
    expect(hour(0, 1, 2, 3, 4, 5)).toBeLessThan(0.12 * hour(9, 10));
    expect(hour(9, 10)).toBeGreaterThan(0.08);
    expect(hour(9, 10)).toBeLessThan(0.1);
  });

  it('is highest on Mondays and lowest at weekends', () => {
    const [sunday, monday, tuesday] = [13, 14, 15].map((day) => share((at) => at.day === day));

    expect(monday).toBeGreaterThan(tuesday! * 1.05);
    expect(monday).toBeGreaterThan(sunday! * 1.4);
    expect(tuesday).toBeGreaterThan(sunday!);
  });

  it('falls on decreed holidays', () => {
    const october = new Rhythm(OCTOBER, 'Asia/Shanghai', SHARES);
    const on = (day: number) => {
      const parts = Array.from({ length: 20_000 }, (_, part) => october.at(part / 20_000));
      return parts.filter((at) => local(at).day === day).length;
    };

    // Friday 2 October is a holiday, Friday 16 October is none.
    expect(on(2) / on(16)).toBeCloseTo(SHARES.holiday, 1);
  });

  it('covers the month and nothing else, in order', () => {
    const rhythm = new Rhythm(OCTOBER, 'Asia/Shanghai', SHARES);
    const parts = [0, 0.1, 0.25, 0.5, 0.75, 0.999999].map((part) => rhythm.at(part));

    expect(rhythm.from).toBe(OCTOBER.getTime());
    expect(new Date(rhythm.until)).toEqual(new Date('2026-11-01T00:00:00+08:00'));
    expect(parts).toEqual(parts.toSorted((one, other) => one - other));
    expect(parts[0]).toBe(rhythm.from);
    expect(parts.at(-1)).toBeLessThan(rhythm.until);
  });
});
