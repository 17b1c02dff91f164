import { instantText } from './instant-text.js';

it.each([
  '2026-11-26T00:00:00.000Z',
  '2026-11-26T23:59:59.999Z',
  '2026-11-27T00:00:00.000Z',
  '2024-02-29T12:34:56.789Z',
  '1970-01-01T00:00:00.000Z',
  '1969-12-31T23:59:59.999Z',
  '0001-01-01T00:00:00.001Z',
  '9999-12-31T23:59:59.999Z',
  '+010000-01-01T00:00:00.000Z',
  '-000001-12-31T23:59:59.999Z',
])('writes %s, whatever day was written before', (text) => {
  expect(instantText(new Date(text))).toBe(text);
});

it('writes every thousandth of a second of days in turn as toISOString does', () => {
  const instants = Array.from(
    { length: 5000 },
    (_, i) => new Date(1_764_115_200_000 + i * 8_641_237 * (i % 2 ? 1 : -1)),
  );

  expect(instants.map(instantText)).toEqual(instants.map((instant) => instant.toISOString()));
});

it('refuses what is no instant', () => {
  instantText(new Date(0));

  expect(() => instantText(new Date(Number.NaN))).toThrow(RangeError);
});
