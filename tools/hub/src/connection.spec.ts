import { exitOf } from './connection.js';

it.each([
  [400, 2],
  [422, 2],
  [401, 4],
  [403, 4],
  [404, 4],
  [409, 4],
  [500, 4],
])('ends with 2 for what was asked wrongly and with 4 for what was refused: %i is %i', (status, code) => {
  expect(exitOf(status)).toBe(code);
});
