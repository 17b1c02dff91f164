import { halfWidth, tidy } from './half-width.js';

describe('half width', () => {
  it('turns full-width digits and letters into half-width ones and leaves Chinese punctuation', () => {
    const written = '（宽带）账号ＧＺ１２３，网速慢！\u3000请回电：１３８００１３８０００';

    expect(halfWidth(written)).toBe('(宽带)账号GZ123，网速慢！ 请回电：13800138000');
  });

  it('tidies names and codes', () => {
    expect(tidy('　张\u3000 三 ')).toBe('张 三');
    expect(tidy('ＶＩＰ　５')).toBe('VIP 5');
  });
});
