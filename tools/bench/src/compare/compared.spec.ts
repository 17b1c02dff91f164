import { compared, turnsOf } from './compared.js';

describe('a figure of two commits', () => {
  it('is compared pair by pair, so that a slow spell of the machine counts for both', () => {
    const quietThenBusy = [
      [4, 5],
      [40, 50],
      [4.4, 5.5],
    ] as const;

    expect(compared('ms', quietThenBusy)).toEqual({
      figure: 'ms',
      ours: 4.4,
      theirs: 5.5,
      ratio: { median: 0.8, least: 0.8, most: 0.8 },
    });
  });

  it('shows how far the pairs lie apart', () => {
    const { ratio } = compared('ms', [
      [1, 2],
      [3, 2],
      [2, 2],
    ]);

    expect(ratio).toEqual({ median: 1, least: 0.5, most: 1.5 });
  });
});

it('measures each commit first as often as the other, and both in every pair', () => {
  expect([1, 2, 3, 4].map(turnsOf)).toEqual([
    ['ours', 'theirs'],
    ['theirs', 'ours'],
    ['ours', 'theirs'],
    ['theirs', 'ours'],
  ]);
});
