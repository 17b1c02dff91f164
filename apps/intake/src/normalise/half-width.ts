/** Full-width digits, letters, the signs numbers are written with, and the ideographic space. Chinese punctuation stays. */
const FULL_WIDTH = /[０-９Ａ-Ｚａ-ｚ＋－（）．／＠＿＃\u3000]/g;
const OFFSET = 0xfee0;

/** 全角转半角 for prose: digits and letters become half-width, Chinese punctuation is left as people read it. */
export function halfWidth(text: string): string {
  return text.replace(FULL_WIDTH, (sign) =>
    sign === '\u3000' ? ' ' : String.fromCharCode(sign.charCodeAt(0) - OFFSET),
  );
}

/** 全角转半角 for names and codes: half-width, no white space around, one blank within. */
export function tidy(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, ' ').trim();
}
