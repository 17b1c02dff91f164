import { startingOffsets, type Bootstrap } from './starting-offsets.js';

const place = { topic: 'complaints.facts', partition: 3 };
const log = (first: number, next: number) => [{ ...place, first: BigInt(first), next: BigInt(next) }];
const stored = (offset: number) => [{ ...place, nextOffset: BigInt(offset) }];
const start = (...[bounds, known, bootstrap]: [ReturnType<typeof log>, ReturnType<typeof stored>, Bootstrap?]) =>
  startingOffsets('routing', bounds, known, bootstrap ?? 'beginning');

describe('where a consumer starts', () => {
  it('is where its database stands', () => {
    expect(start(log(0, 9), stored(5))).toEqual({ begin: [], lost: [] });
    expect(start(log(5, 9), stored(5))).toEqual({ begin: [], lost: [] });
    expect(start(log(0, 9), stored(9))).toEqual({ begin: [], lost: [] });
  });

  it.each<[Bootstrap, number, number]>([
    ['beginning', 0, 0],
    ['available', 4, 4],
    ['latest', 4, 9],
  ])('is chosen by the operator in a log never read: %s', (bootstrap, first, begin) => {
    expect(start(log(first, 9), [], bootstrap).begin).toEqual([{ ...place, nextOffset: BigInt(begin) }]);
  });

  it('is refused in a log never read whose beginning is gone, with what to do', () => {
    expect(() => start(log(4, 9), [])).toThrow(/log begins at offset 4.*BOOTSTRAP=available/);
  });

  it('is behind the records that were deleted before they were applied, which are named as lost', () => {
    expect(start(log(7, 9), stored(5)).lost).toEqual([{ ...place, stored: 5n, first: 7n }]);
  });

  it('is refused in a log that ends before what was applied: its new records would be taken for old ones', () => {
    expect(() => start(log(0, 4), stored(5))).toThrow(
      'applied complaints.facts/3 up to offset 5, but the log ends at 4',
    );
  });
});
