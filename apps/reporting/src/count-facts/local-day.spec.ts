import { localDay } from './local-day.js';

describe('localDay', () => {
  it.each([
    ['2026-11-23T15:59:59Z', '2026-11-23'],
    ['2026-11-23T16:00:00Z', '2026-11-24'],
  ])('puts %s on the day it is in Shanghai', (instant, expected) => {
    const day = localDay(new Date(instant), 'Asia/Shanghai');

    expect(day).toBe(expected);
  });
});
