import { delimiterOf } from './delimiter.js';

it.each([
  ['a,b', ','],
  ['"a";"b"', ';'],
  ['"a"\t"b"', '\t'],
  ['\ufeff"a"|b', '|'],
  ['day, month;state;number', ';'],
  ['编号，日期', '，'],
  ['"a, b"', null],
  ['a', null],
  ['"a', null],
])('%j is separated by %j', (header, delimiter) => {
  expect(delimiterOf(header)).toBe(delimiter);
});
