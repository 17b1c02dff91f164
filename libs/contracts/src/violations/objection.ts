import type { z } from 'zod';
import { nearest } from './nearest.js';
import { patternTexts } from './patterns.js';
import { printable } from './printable.js';
import type { Objection } from './violation.js';

type Issue = z.core.$ZodIssue;
type Of<Code extends Issue['code']> = Extract<Issue, { code: Code }>;

/** What zod objects to, in words that say what would be right. `value` is what stood there. */
export function objectionTo(issue: Issue, value: unknown): Objection {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue, value);
    case 'too_small':
    case 'too_big':
      return wrongSize(issue);
    case 'invalid_format':
      return wrongFormat(issue);
    case 'invalid_value':
      return notOneOf(issue.values, value);
    case 'not_multiple_of':
      return {
        rule: 'multiple-of',
        zh: `必须是 ${String(issue.divisor)} 的整数倍`,
        en: `must be a multiple of ${String(issue.divisor)}`,
      };
    case 'invalid_union':
      return wrongChoice(issue, value);
    case 'invalid_key':
      return {
        rule: 'key',
        zh: `键名不符合要求：${reasons(issue.issues, 'zh')}`,
        en: `has a key that does not fit: ${reasons(issue.issues, 'en')}`,
      };
    case 'invalid_element':
      return {
        rule: 'element',
        zh: `有元素不符合要求：${reasons(issue.issues, 'zh')}`,
        en: `has an element that does not fit: ${reasons(issue.issues, 'en')}`,
      };
    case 'unrecognized_keys':
      return unknownField(issue.keys[0] ?? '', []);
    case 'custom':
      return ruleOfOurs(issue);
  }
}

/** A misspelt field: what was probably meant, else all that may stand there. */
export function unknownField(name: string, known: readonly string[]): Objection {
  const meant = nearest(name, known);
  const shown = printable(name);
  if (meant !== undefined) {
    return {
      rule: 'unknown-field',
      zh: `未知字段 ${shown}；是否应为 ${meant}？`,
      en: `unknown field ${shown}; did you mean ${meant}?`,
    };
  }
  return {
    rule: 'unknown-field',
    zh: `未知字段 ${shown}${known.length > 0 ? `；此处可用的字段：${known.join('、')}` : '；此处不允许有该字段'}`,
    en: `unknown field ${shown}${known.length > 0 ? `; fields allowed here: ${known.join(', ')}` : '; it is not allowed here'}`,
  };
}

const TYPES: Record<string, { zh: string; en: string }> = {
  string: { zh: '文本', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  bigint: { zh: '整数', en: 'a whole number' },
  boolean: { zh: 'true 或 false', en: 'true or false' },
  object: { zh: '对象 {…}', en: 'an object {…}' },
  record: { zh: '对象 {…}', en: 'an object {…}' },
  map: { zh: '对象 {…}', en: 'an object {…}' },
  array: { zh: '数组 […]', en: 'an array […]' },
  tuple: { zh: '数组 […]', en: 'an array […]' },
  set: { zh: '数组 […]', en: 'an array […]' },
  date: { zh: '带时区的时间', en: 'a time with its zone' },
  null: { zh: 'null', en: 'null' },
  undefined: { zh: '不填', en: 'nothing' },
  never: { zh: '不填', en: 'nothing' },
};

const named = (type: string) => TYPES[type] ?? { zh: type, en: type };

const typeOf = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

function wrongType(issue: Of<'invalid_type'>, value: unknown): Objection {
  const wanted = named(issue.expected);
  if (value === undefined) {
    return { rule: 'required', zh: `缺少必填字段，应为${wanted.zh}`, en: `is missing; give ${wanted.en}` };
  }
  const given = named(typeOf(value));
  const quotes = issue.expected === 'string' && typeof value === 'number';
  return {
    rule: 'type',
    zh: `应为${wanted.zh}，实际为${given.zh}${quotes ? '；请加引号，否则长号码会丢失位数' : ''}`,
    en: `must be ${wanted.en}, but is ${given.en}${quotes ? '; put it in quotes, long numbers lose digits otherwise' : ''}`,
  };
}

const COUNTED: Record<string, { zh: (n: string) => string; en: (n: string) => string; low: string; high: string }> = {
  string: { zh: (n) => `${n} 个字符`, en: (n) => `${n} characters`, low: 'too-short', high: 'too-long' },
  array: { zh: (n) => `${n} 项`, en: (n) => `${n} entries`, low: 'too-few', high: 'too-many' },
  set: { zh: (n) => `${n} 项`, en: (n) => `${n} entries`, low: 'too-few', high: 'too-many' },
  map: { zh: (n) => `${n} 项`, en: (n) => `${n} entries`, low: 'too-few', high: 'too-many' },
  object: { zh: (n) => `${n} 个字段`, en: (n) => `${n} fields`, low: 'too-few', high: 'too-many' },
  file: { zh: (n) => `${n} 字节`, en: (n) => `${n} bytes`, low: 'too-small', high: 'too-large' },
};

function wrongSize(issue: Of<'too_small'> | Of<'too_big'>): Objection {
  const low = issue.code === 'too_small';
  const limit = low ? issue.minimum : issue.maximum;
  const shown = issue.origin === 'date' ? new Date(Number(limit)).toISOString() : String(limit);
  const counted = COUNTED[issue.origin];
  const zh = counted ? counted.zh(shown) : shown;
  const en = counted ? counted.en(shown) : shown;
  const rule = counted ? (low ? counted.low : counted.high) : low ? 'too-small' : 'too-large';
  if (issue.exact) return { rule, zh: `必须正好是 ${zh}`, en: `must be exactly ${en}` };
  if (issue.inclusive === false) {
    return { rule, zh: `必须${low ? '大于' : '小于'} ${zh}`, en: `must be ${low ? 'more' : 'less'} than ${en}` };
  }
  return { rule, zh: `${low ? '至少' : '最多'} ${zh}`, en: `must be at ${low ? 'least' : 'most'} ${en}` };
}

const FORMATS: Record<string, { zh: string; en: string }> = {
  datetime: {
    zh: '必须是带时区的 ISO 8601 时间，例如 2026-11-24T11:20:00+08:00',
    en: 'must be an ISO 8601 time with its zone, for example 2026-11-24T11:20:00+08:00',
  },
  date: { zh: '必须是日期，例如 2026-11-24', en: 'must be a date, for example 2026-11-24' },
  time: { zh: '必须是时刻，例如 11:20:00', en: 'must be a time of day, for example 11:20:00' },
  duration: { zh: '必须是 ISO 8601 时长，例如 PT48H', en: 'must be an ISO 8601 duration, for example PT48H' },
  uuid: {
    zh: '必须是 UUID，例如 0b5c1f5e-8a55-5d3c-9f43-0c9e6a1d2b77',
    en: 'must be a UUID, for example 0b5c1f5e-8a55-5d3c-9f43-0c9e6a1d2b77',
  },
  url: { zh: '必须是 https 地址', en: 'must be an https address' },
  email: { zh: '必须是电子邮箱地址', en: 'must be an e-mail address' },
};

function wrongFormat(issue: Of<'invalid_format'>): Objection {
  const text = FORMATS[issue.format] ?? patternTexts(issue.pattern) ?? affix(issue);
  return { rule: `format-${issue.format.replaceAll('_', '-')}`, ...text };
}

function affix(issue: Of<'invalid_format'>): { zh: string; en: string } {
  const { prefix, suffix, includes } = issue as { prefix?: string; suffix?: string; includes?: string };
  if (prefix !== undefined) return { zh: `必须以 ${prefix} 开头`, en: `must begin with ${prefix}` };
  if (suffix !== undefined) return { zh: `必须以 ${suffix} 结尾`, en: `must end with ${suffix}` };
  if (includes !== undefined) return { zh: `必须包含 ${includes}`, en: `must contain ${includes}` };
  if (issue.format === 'regex') return { zh: `必须符合格式 ${issue.pattern}`, en: `must match ${issue.pattern}` };
  return { zh: `不是有效的 ${issue.format}`, en: `is no valid ${issue.format}` };
}

function notOneOf(values: readonly unknown[], value: unknown): Objection {
  const all = values.map(String);
  if (value === undefined) {
    return {
      rule: 'required',
      zh: `缺少必填字段，应为：${all.join('、')}`,
      en: `is missing; give one of ${all.join(', ')}`,
    };
  }
  const meant = typeof value === 'string' ? nearest(value, all) : undefined;
  return {
    rule: 'one-of',
    zh: `应为以下之一：${all.join('、')}${meant === undefined ? '' : `；是否应为 ${meant}？`}`,
    en: `must be one of ${all.join(', ')}${meant === undefined ? '' : `; did you mean ${meant}?`}`,
  };
}

function wrongChoice(issue: Of<'invalid_union'>, value: unknown): Objection {
  const { options } = issue as { options?: readonly unknown[] };
  if (options) return notOneOf(options, value);
  if (issue.inclusive === false) {
    return {
      rule: 'exactly-one-of',
      zh: '同时符合多种写法，只能符合一种',
      en: 'fits several forms, but must fit exactly one',
    };
  }
  const ways = issue.errors.map((errors) => errors[0]).filter((first) => first !== undefined);
  return {
    rule: 'any-of',
    zh: `以下任一项必须成立：${reasons(ways, 'zh')}`,
    en: `one of these must hold: ${reasons(ways, 'en')}`,
  };
}

function reasons(issues: readonly Issue[], language: 'zh' | 'en'): string {
  // The value is not at hand here; null reads as "is something else" and never as "is missing".
  return issues.map((issue) => objectionTo(issue, null)[language]).join(language === 'zh' ? '；' : '; ');
}

/** A `refine` of ours carries its rule and its words in `params`. */
function ruleOfOurs({ params, message }: Of<'custom'>): Objection {
  const { rule, zh, en } = { rule: 'rule', zh: message, en: message, ...params } as unknown as Objection;
  return { rule, zh, en };
}
