import { DateTime } from 'luxon';
import { civilDays, dayOfDate, isoDate } from './civil-days.js';

/**
 * Zones that change their clocks in every way there is: never, twice a year, at midnight, on dates that follow the moon,
 * by half an hour, for three weeks between two months, and once by a whole day.
 */
const ZONES = [
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/Sao_Paulo',
  'Africa/Casablanca',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'Pacific/Apia',
];
const FIRST = dayOfDate('2008-01-01');
const LAST = dayOfDate('2019-12-31');

it.each(ZONES)('every day in %s starts when its clocks first show its date', (zone) => {
  const days = civilDays(zone);
  const shown = (instant: number) => DateTime.fromMillis(instant, { zone }).toISODate()!;
  const wrong: string[] = [];

  for (let day = FIRST; day <= LAST; day++) {
    const start = days.startOf(day);
    // A date that a zone left out begins with the one after it.
    if (!(shown(start - 1) < isoDate(day) && isoDate(day) <= shown(start))) wrong.push(isoDate(day));
  }

  expect(wrong).toEqual([]);
});

it('an instant is on the day that its clocks show, also when an hour is missing or there twice', () => {
  const days = civilDays('Europe/Berlin');
  const on = (instant: string) => days.of(Date.parse(instant)) - dayOfDate('2026-03-29');

  expect(['2026-03-28T22:59:59Z', '2026-03-28T23:00:00Z', '2026-03-29T21:59:59Z'].map(on)).toEqual([-1, 0, 0]);
  expect(on('2026-03-29T22:00:00Z')).toBe(1);
  expect(days.startOf(dayOfDate('2026-10-26')) - days.startOf(dayOfDate('2026-10-25'))).toBe(25 * 3_600_000);
});
