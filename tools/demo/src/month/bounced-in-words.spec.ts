import { bouncedInWords } from './bounced-in-words.js';

describe('what bounced', () => {
  it('is why there are more tickets than receipts name', () => {
    const line = bouncedInWords(318, 3, 321);

    expect(line).toContain('工单共 318 + 3 = 321 张 · ');
    expect(line).toMatch(
      /3 of the urges and the like came after the archive and became new tickets; in all 318 \+ 3 = 321$/,
    );
  });

  it('does not claim a sum that does not hold', () => {
    const line = bouncedInWords(318, 3, 320);

    expect(line).not.toContain('+');
    expect(line).toMatch(/became new tickets; in all 320$/);
  });
});
