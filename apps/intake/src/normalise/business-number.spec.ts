import { businessNumber, lastFour } from './business-number.js';

describe('business numbers', () => {
  it('writes one number one way, however the source wrote it', () => {
    const ways = ['138 0013 8000', '+8613800138000', '１３８００１３８０００', '86-138-0013-8000'];

    expect(new Set(ways.map(businessNumber))).toEqual(new Set(['+8613800138000']));
  });

  it('takes an account that is no phone number as it is, but for case, width and blanks', () => {
    expect(businessNumber(' ＧＺ1234 5678@163.gd ')).toBe('gz12345678@163.gd');
  });

  it('finds the last four digits', () => {
    expect(lastFour('+8613800138000')).toBe('8000');
    expect(lastFour('gz12345678@163.gd')).toBe('8163');
    expect(lastFour('gz12')).toBeNull();
  });
});
