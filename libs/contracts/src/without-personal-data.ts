const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
/** Seven digits and more in a row, or written in groups like a phone number; not part of an identifier or a date. */
const NUMBER = /(?<![\w.-])\+?(?:\d{7,}|\d{2,4}[ -]\d{3,4}[ -]\d{4}|\d{3,4}-\d{7,8})(?![\w])/g;
/** Our own messages are English: Chinese in one is what a customer said, or the customer's name. */
const CHINESE = /\p{Script=Han}[\p{Script=Han}\s，。、；：！？（）·]*/gu;
/** Libraries quote the input that they could not read; JSON.parse takes no heed of quotation marks in it. */
const QUOTED = /"[^]*"(?=(?:\.{3})? is not valid JSON)|"[^"]*"|'[^']{3,}'|“[^”]*”|(?<=\()[^()]*(?=\) already exists)/g;
const MAIL = /[^\s@<>]+@[^\s@<>]+\.[a-z]+/gi;

/** A message of an error or a library, without what may be a person's: numbers, addresses, quoted input, Chinese text. */
export function withoutPersonalData(text: string): string {
  const ids: string[] = [];
  return text
    .replaceAll(UUID, (id) => `\u0000${ids.push(id) - 1}\u0000`)
    .replaceAll(QUOTED, '"…"')
    .replaceAll(MAIL, '…')
    .replaceAll(NUMBER, '…')
    .replaceAll(CHINESE, '…')
    .replaceAll(/\u0000(\d+)\u0000/g, (_, index: string) => ids[Number(index)]!);
}
