import { medianOf, spreadOf } from './spread.js';

describe('a spread', () => {
  it('names the nearest rank of each share', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);

    expect(spreadOf(hundred)).toEqual({ count: 100, p50: 50, p90: 90, p99: 99, most: 100 });
  });

  it('shows one slow of a hundred only as the most, two of them as p99 too', () => {
    const fast = Array<number>(98).fill(1);

    expect(spreadOf([...fast, 1, 900])).toMatchObject({ p99: 1, most: 900 });
    expect(spreadOf([...fast, 800, 900])).toMatchObject({ p99: 800, most: 900 });
  });

  it('of one figure is that figure, of none nothing', () => {
    expect(spreadOf([7])).toEqual({ count: 1, p50: 7, p90: 7, p99: 7, most: 7 });
    expect(spreadOf([])).toBeNull();
  });

  it('sorts figures, not their letters, and leaves what it was given as it was', () => {
    const given = [10, 9, 100];

    expect(spreadOf(given)).toMatchObject({ p50: 10, most: 100 });
    expect(given).toEqual([10, 9, 100]);
  });
});

describe('a median', () => {
  it('is the one in the middle, or half way between the two', () => {
    expect([medianOf([3, 1, 2]), medianOf([4, 1, 2, 3])]).toEqual([2, 2.5]);
  });
});
