import { leftToRecord } from './left-to-record.js';

it('says in words what waits for the broker and for the record of a callback, and nothing where nothing does', () => {
  expect(leftToRecord(1, 1)).toEqual([
    '1 record not yet acknowledged by the broker',
    '1 telephone callback not yet recorded',
  ]);
  expect(leftToRecord(2, 3)).toEqual([
    '2 records not yet acknowledged by the broker',
    '3 telephone callbacks not yet recorded',
  ]);
  expect(leftToRecord(0, 0)).toEqual([]);
});
