import { at } from './at.fixture.js';
import { provisionalProcedures } from './provisional-procedures.js';

const procedures = provisionalProcedures();

describe('the complaint number', () => {
  it.each<[string, number, string]>([
    ['2026-11-24 12:00', 123, 'TS20261124000123'],
    ['2026-11-24 00:00:00', 1, 'TS20261124000001'],
    ['2026-11-23 23:59:59', 1, 'TS20261123000001'],
    ['2026-11-24 12:00', 999_999, 'TS20261124999999'],
    ['2026-11-24 12:00', 1_000_000, 'TS202611241000000'],
  ])('of %s, sequence %i is %s', (receivedAt, sequence, value) => {
    expect(procedures.number('telecom-group', at(receivedAt), sequence).value).toBe(value);
  });

  it('has no sequence below one', () => {
    expect(() => procedures.number('telecom-group', at('2026-11-24 12:00'), 0)).toThrow(RangeError);
  });
});

it('an organisation nobody knows is an error', () => {
  expect(() => procedures.number('northwind', at('2026-11-24 12:00'), 1)).toThrow('unknown organisation "northwind"');
});
