import { retryAfter } from './retry-after.js';

describe('retryAfter', () => {
  const now = new Date('2026-11-24T08:00:00Z');

  it.each([
    [1, '2026-11-24T08:00:05.000Z'],
    [2, '2026-11-24T08:00:10.000Z'],
    [5, '2026-11-24T08:01:20.000Z'],
    [50, '2026-11-24T08:30:00.000Z'],
  ])('waits longer after attempt %i, but never more than half an hour', (attempt, expected) => {
    const next = retryAfter(attempt, now);

    expect(next.toISOString()).toBe(expected);
  });
});
