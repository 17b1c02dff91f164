import fc from 'fast-check';
import { isValidPhoneNumber } from 'libphonenumber-js/max';
import { FREE_MOBILES, fixedLineOf, MOST_HOUSEHOLDS, mobileOf } from './phones.js';

const household = fc.integer({ min: 0, max: MOST_HOUSEHOLDS - 1 });
const seed = fc.integer();

describe('Numbers of invented households', () => {
  it('look like mobile numbers to the strictest check, and are of thousands that nobody was given', () => {
    fc.assert(
      fc.property(household, seed, (who, of) => {
        const mobile = mobileOf(who, of);

        expect(isValidPhoneNumber(mobile, 'CN')).toBe(true);
        expect(mobile).toMatch(/^1349[0145678]\d{6}$/);
      }),
    );
    expect(FREE_MOBILES).toHaveLength(7);
  });

  it('look like fixed lines, and begin with the 0 that no local number begins with', () => {
    fc.assert(
      fc.property(household, seed, fc.constantFrom('010', '020', '0755', '0571'), (who, of, areaCode) => {
        const line = fixedLineOf(who, of, areaCode);

        expect(isValidPhoneNumber(line, 'CN')).toBe(true);
        expect(line).toMatch(/^0\d{2,3}-0\d{7}$/);
      }),
    );
  });

  it('are another one for every other household', () => {
    const some = Array.from({ length: 50_000 }, (_, at) => mobileOf(at * 139, 42));

    expect(new Set(some).size).toBe(some.length);
  });

  it('end where the free numbers end', () => {
    expect(() => mobileOf(MOST_HOUSEHOLDS, 1)).toThrow('there are free numbers for 7000000 households');
  });
});
