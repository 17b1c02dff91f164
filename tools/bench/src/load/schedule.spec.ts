import { Schedule } from './schedule.js';

describe('a schedule', () => {
  const schedule = new Schedule(10_000, 200, 50);

  it('has one due every five milliseconds at 200 a second', () => {
    expect([0, 1, 49].map((index) => schedule.instantOf(index))).toEqual([10_000, 10_005, 10_245]);
  });

  it('has none due before it starts and the first when it starts', () => {
    expect([9_999, 10_000, 10_004, 10_005].map((now) => schedule.dueBy(now))).toEqual([0, 1, 1, 2]);
  });

  it('says what is due however long nobody asked, and never more than there is', () => {
    expect([10_100, 60_000].map((now) => schedule.dueBy(now))).toEqual([21, 50]);
  });

  it('keeps the instant of each to when it is due, whenever it is sent', () => {
    for (let index = 0; index < 50; index++) expect(schedule.dueBy(schedule.instantOf(index))).toBe(index + 1);
  });

  it('has a burst due at once', () => {
    const burst = Schedule.burst(10_000, 4000);

    expect([burst.dueBy(10_000), burst.instantOf(3999)]).toEqual([4000, 10_000]);
  });

  it('refuses a rate of nothing', () => {
    expect(() => new Schedule(0, 0, 1)).toThrow('the rate must be above 0 a second, not 0');
  });
});
