import { missingOf, whatDiffers } from './add-up.js';

describe('the sums of an import', () => {
  it('add up where every row of the file has one outcome', () => {
    expect(whatDiffers({ read: 3, done: 3, doubled: 0 }, 'en')).toEqual([]);
  });

  it.each([
    ['a row without an outcome', { read: 3, done: 2, doubled: 0 }, '1 of 3 rows'],
    ['an outcome without a row', { read: 2, done: 3, doubled: 0 }, 'the file held 2'],
    ['a row that was taken twice', { read: 3, done: 3, doubled: 1 }, '1 row left two'],
    ['rows that were taken twice', { read: 3, done: 3, doubled: 2 }, '2 rows left two'],
  ])('do not with %s', (_, sums, said) => {
    expect(whatDiffers(sums, 'en')).toEqual([expect.stringContaining(said)]);
  });

  it('call missing what was read and has no outcome', () => {
    expect(missingOf({ read: 3, done: 1 })).toBe(2);
  });
});
