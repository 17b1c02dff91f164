import { aRecord } from './record.fixture.js';
import { halve, shareOut, type Slice } from './slice.js';

function aSlice(partition: number, from: number, to: number): Slice {
  const records = Array.from({ length: to - from }, (_, i) => aRecord(from + i));
  return { topic: 'complaints.facts', partition, expected: BigInt(from), next: BigInt(to), records };
}
const spans = (slices: readonly Slice[]) =>
  slices.map(({ partition, expected, next, records }) => [partition, Number(expected), Number(next), records.length]);

describe('halving', () => {
  it('parts partitions while there are several', () => {
    const [first, second] = halve([aSlice(0, 0, 2), aSlice(1, 5, 9), aSlice(2, 0, 1)]);

    expect([spans(first), spans(second)]).toEqual([
      [
        [0, 0, 2, 2],
        [1, 5, 9, 4],
      ],
      [[2, 0, 1, 1]],
    ]);
  });

  it('then parts the records of one, the second half where the first ends', () => {
    const [first, second] = halve([aSlice(1, 5, 8)]);

    expect([spans(first), spans(second)]).toEqual([[[1, 5, 7, 2]], [[1, 7, 8, 1]]]);
  });

  it('does not part one record', () => {
    expect(() => halve([aSlice(1, 5, 6)])).toThrow('one record cannot be halved');
  });
});

describe('sharing a transaction out', () => {
  it.each([
    ['gives all their records when they fit', [3, 5], 10, [3, 5]],
    ['lets small ones go whole and parts the rest evenly', [2, 100, 100], 50, [2, 24, 24]],
    ['starves nobody', [100, 100, 100], 4, [2, 1, 1]],
    ['takes no more than the limit when there are more partitions than room', [1, 1, 1], 2, [1, 1, 0]],
  ])('%s', (_, waiting, limit, shares) => {
    expect(shareOut(waiting, limit)).toEqual(shares);
  });
});
