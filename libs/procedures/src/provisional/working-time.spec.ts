import { at } from './at.fixture.js';
import { afterDays, afterHours, afterWorkingHours } from './working-time.js';

describe('two working hours', () => {
  it.each<[string, string, string]>([
    ['in the morning', '2026-11-24 09:00', '2026-11-24 11:00'],
    ['used up exactly at noon, due at noon', '2026-11-24 10:00', '2026-11-24 12:00'],
    ['a second too long for the morning', '2026-11-24 10:00:01', '2026-11-24 13:00:01'],
    ['over lunch', '2026-11-24 11:00', '2026-11-24 14:00'],
    ['from noon itself', '2026-11-24 12:00', '2026-11-24 15:00'],
    ['from the middle of lunch', '2026-11-24 12:30', '2026-11-24 15:00'],
    ['used up exactly at the evening closing', '2026-11-24 16:00', '2026-11-24 18:00'],
    ['over night', '2026-11-24 17:00', '2026-11-25 10:00'],
    ['from the evening closing itself', '2026-11-24 18:00', '2026-11-25 11:00'],
    ['from the middle of the night', '2026-11-25 03:00', '2026-11-25 11:00'],
    ['over a weekend', '2026-11-27 17:30', '2026-11-30 10:30'],
    ['from a Sunday', '2026-11-29 15:00', '2026-11-30 11:00'],
    ['over Golden Week', '2026-09-30 17:00', '2026-10-08 10:00'],
    ['from within Golden Week', '2026-10-03 10:00', '2026-10-08 11:00'],
    ['into the make-up Saturday after Golden Week', '2026-10-09 17:30', '2026-10-10 10:30'],
    ['from that Saturday over the Sunday', '2026-10-10 17:00', '2026-10-12 10:00'],
    ['on the make-up Sunday before Golden Week', '2026-09-19 10:00', '2026-09-20 11:00'],
    ['into the make-up Saturday before Spring Festival', '2026-02-13 17:00', '2026-02-14 10:00'],
    ['over Spring Festival, its Monday off included', '2026-02-14 17:00', '2026-02-24 10:00'],
    ['into the make-up Saturday after Spring Festival', '2026-02-27 17:00', '2026-02-28 10:00'],
    ['over New Year to the make-up Sunday', '2025-12-31 17:00', '2026-01-04 10:00'],
    ['to the last closing of the last decreed year', '2026-12-31 16:00', '2026-12-31 18:00'],
  ])('%s', (_when, from, due) => {
    expect(afterWorkingHours(at(from), 2)).toEqual(at(due));
  });

  it('have no end where no calendar is decreed', () => {
    expect(afterWorkingHours(at('2026-12-31 16:00:01'), 2)).toBeNull();
    expect(afterWorkingHours(at('2027-03-01 09:00'), 2)).toBeNull();
    expect(afterWorkingHours(at('2024-12-31 23:59:59'), 2)).toBeNull();
  });
});

it('the working days of 2026 differ from ordinary weeks as the State Council decreed', () => {
  const days = Array.from({ length: 365 }, (_, day) => new Date(Date.UTC(2026, 0, 1 + day)));
  const iso = (day: Date) => day.toISOString().slice(0, 10);
  const works = (day: Date) =>
    afterWorkingHours(at(`${iso(day)} 09:00`), 1)?.getTime() === at(`${iso(day)} 10:00`).getTime();
  const weekend = (day: Date) => day.getUTCDay() % 6 === 0;

  const off = days.filter((day) => !weekend(day) && !works(day)).map(iso);
  const madeUp = days.filter((day) => weekend(day) && works(day)).map(iso);

  expect(off).toEqual([
    ...['2026-01-01', '2026-01-02'],
    ...['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20', '2026-02-23'],
    ...['2026-04-06', '2026-05-01', '2026-05-04', '2026-05-05', '2026-06-19', '2026-09-25'],
    ...['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
  ]);
  expect(madeUp).toEqual(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']);
});

describe('fifteen days', () => {
  it.each<[string, string, string]>([
    ['end at 24:00 of the fifteenth day after', '2026-11-24 09:00', '2026-12-10 00:00'],
    ['are the same from the first second of a day', '2026-11-24 00:00:00', '2026-12-10 00:00'],
    ['are the same from the last second of a day', '2026-11-24 23:59:59', '2026-12-10 00:00'],
    ['are one more a second later', '2026-11-25 00:00:00', '2026-12-11 00:00'],
    ['do not move because they end in a holiday', '2026-09-20 10:00', '2026-10-06 00:00'],
    ['cross the year without a calendar', '2026-12-20 10:00', '2027-01-05 00:00'],
  ])('%s', (_promise, from, due) => {
    expect(afterDays(at(from), 15)).toEqual(at(due));
  });
});

it('hours are elapsed time: nights and holidays count', () => {
  expect(afterHours(at('2026-09-30 17:00'), 48)).toEqual(at('2026-10-02 17:00'));
});
