import type { Violation } from './receipts.js';
import { pointerTo } from '../violations/printable.js';
import { shownValue } from '../violations/shown-value.js';
import { violation } from '../violations/violation.js';

/** Nothing in our contracts lies deeper; what does may be meant to exhaust a reader. */
const DEEPEST = 16;

/** Parsed JSON with what `JSON.parse` silently passes over; without `value` it could not be parsed at all. */
export type ReadJson = { value: unknown; flaws: Violation[] } | { value?: undefined; flaws: [Violation] };

/** Reads JSON of a stranger: UTF-8, no doubled fields, no depth without end, no numbers that lose digits. */
export function readJson(bytes: Uint8Array): ReadJson {
  const text = readUtf8(bytes);
  if (text === null) {
    return unreadable('utf-8', '内容不是有效的 UTF-8 编码', 'is not valid UTF-8');
  }
  try {
    const value: unknown = JSON.parse(text);
    return { value, flaws: flawsOf(text) };
  } catch (error) {
    // The parser's own message quotes the text, and the text may be a person's.
    const where = placeOf(text, String(error));
    return unreadable('json', `内容不是有效的 JSON${where.zh}`, `is not valid JSON${where.en}`);
  }
}

/** One for all: it keeps nothing from one text to the next, and making it costs more than reading a submission. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Text of UTF-8 bytes, a byte order mark dropped; null when they are none. */
export function readUtf8(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

const unreadable = (rule: string, zh: string, en: string): ReadJson => ({
  flaws: [violation('', null, { rule, zh, en })],
});

/** The parser names the position of some mistakes only. */
function placeOf(text: string, message: string): { zh: string; en: string } {
  if (message.includes('Unexpected end')) return { zh: '，内容不完整', en: ', it ends too early' };
  const position = /in JSON at position (\d+)/.exec(message)?.[1];
  if (position === undefined) return { zh: '', en: '' };
  const before = text.slice(0, Number(position)).split('\n');
  const column = before.at(-1)!.length + 1;
  return { zh: `（第 ${before.length} 行第 ${column} 列）`, en: ` (line ${before.length}, column ${column})` };
}

interface Open {
  /** Names seen so far; null in an array. */
  names: Set<string> | null;
  step: string | number;
  nameNext: boolean;
}

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g;

/** Looks at the tokens of text that is known to be JSON: what the parsed value does not show any more. */
function flawsOf(text: string): Violation[] {
  const flaws: Violation[] = [];
  const open: Open[] = [];
  const path = () => open.map(({ step }) => step);
  const here = () => pointerTo(path());

  for (const [token] of text.matchAll(TOKEN)) {
    const top = open.at(-1);
    if (token === '{' || token === '[') {
      if (open.length === DEEPEST) return [...flaws, violation(here(), null, TOO_DEEP)];
      open.push(
        token === '{' ? { names: new Set(), step: '', nameNext: true } : { names: null, step: 0, nameNext: false },
      );
    } else if (token === '}' || token === ']') {
      open.pop();
    } else if (token === ',') {
      if (typeof top?.step === 'number') top.step++;
      else if (top) top.nameNext = true;
    } else if (token === ':') {
      if (top) top.nameNext = false;
    } else if (token.startsWith('"')) {
      if (!top?.names || !top.nameNext) continue;
      const name = token.includes('\\') ? (JSON.parse(token) as string) : token.slice(1, -1);
      top.step = name;
      if (top.names.has(name)) flaws.push(violation(here(), null, DOUBLED));
      top.names.add(name);
    } else if (/^-?\d/.test(token) && !keepsItsDigits(token)) {
      flaws.push(violation(here(), shownValue(token, path()), LOSES_DIGITS));
    }
  }
  return flaws;
}

const keepsItsDigits = (number: string) =>
  Math.abs(Number(number)) <= Number.MAX_SAFE_INTEGER && number.replace(/e.*/i, '').replace(/\D/g, '').length <= 16;

const TOO_DEEP = {
  rule: 'too-deep',
  zh: `嵌套超过 ${DEEPEST} 层`,
  en: `is nested deeper than ${DEEPEST} levels`,
};
const DOUBLED = {
  rule: 'doubled-field',
  zh: '该字段出现多次，只能填写一次',
  en: 'is given more than once; give it once',
};
const LOSES_DIGITS = {
  rule: 'number-precision',
  zh: '数字过大或位数过多，会丢失精度；编号和号码请写成带引号的文本',
  en: 'is a number too large or too long to be kept exactly; write ids and numbers as text in quotes',
};
