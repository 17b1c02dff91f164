import type { z } from 'zod';
import type { Language } from '../explain/language.js';
import { nearestWord } from './did-you-mean.js';

type Issue = z.core.$ZodRawIssue;

/**
 * What is wrong with a value, for somebody who writes data and no code. Null leaves it to the schema: what a schema says
 * itself goes before this anyway. A refinement may say it in both languages, as `params: { zh, en }`.
 */
export const inPlainWords: Record<Language, (issue: Issue) => string | null> = {
  zh: (issue) => told(issue, 'zh'),
  en: (issue) => told(issue, 'en'),
};

function told(issue: Issue, language: Language): string | null {
  const words = WORDS[language];
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? words.missing : wrongKind(issue.expected, issue.input, language);
    case 'invalid_value':
      return words.oneOf(issue.values.map(String));
    case 'too_small':
      if (issue.origin === 'array' || issue.origin === 'string') return words.empty;
      return issue.inclusive ? words.atLeast(issue.minimum) : words.moreThan(issue.minimum);
    case 'too_big':
      return issue.inclusive ? words.atMost(issue.maximum) : words.lessThan(issue.maximum);
    case 'invalid_key':
      return issue.issues.map(({ message }) => message).join('; ');
    case 'unrecognized_keys':
      return issue.keys.map((key) => words.unknownKey(key, ...keysInstead(key, issue.inst))).join('\n');
    case 'custom': {
      const said: unknown = issue.params?.[language];
      return typeof said === 'string' ? said : null;
    }
    default:
      return null;
  }
}

function wrongKind(expected: string, input: unknown, language: Language): string {
  const { kinds, mustBe, inQuotes } = WORDS[language];
  const kind = mustBe((kinds as Readonly<Record<string, string>>)[expected] ?? expected);
  // YAML reads 2016 and true without quotation marks as a number and a flag.
  const quoted = expected === 'string' && ['number', 'boolean'].includes(typeof input);
  return quoted ? `${kind}${inQuotes(String(input))}` : kind;
}

/** The key that was probably meant, and all that there are. */
function keysInstead(key: string, schema: unknown): [meant: string | null, known: string[]] {
  const shape = (schema as { _zod?: { def?: { shape?: object } } } | undefined)?._zod?.def?.shape;
  const known = Object.keys(shape ?? {});
  return [nearestWord(key, known), known];
}

type Bound = number | bigint;

const WORDS = {
  zh: {
    missing: '缺失',
    mustBe: (what: string) => `必须是${what}`,
    oneOf: (values: string[]) => `必须是 ${values.join('、')}${values.length > 1 ? ' 之一' : ''}`,
    empty: '不能为空',
    atLeast: (bound: Bound) => `必须不小于 ${bound}`,
    moreThan: (bound: Bound) => `必须大于 ${bound}`,
    atMost: (bound: Bound) => `必须不大于 ${bound}`,
    lessThan: (bound: Bound) => `必须小于 ${bound}`,
    inQuotes: (text: string) => `：请加引号，'${text}'`,
    unknownKey: (key: string, meant: string | null, known: string[]) =>
      `未知的键“${key}”；${meant === null ? `有 ${known.join('、')}` : `是否应为“${meant}”？`}`,
    kinds: {
      object: ' { key: value } 形式的表',
      record: ' { key: value } 形式的表',
      array: ' [one, two] 形式的列表',
      string: '文本',
      number: '数字',
      int: '整数',
      boolean: ' true 或 false',
    },
  },
  en: {
    missing: 'is missing',
    mustBe: (what: string) => `must be ${what}`,
    oneOf: (values: string[]) => `must be ${values.length > 1 ? 'one of ' : ''}${values.join(', ')}`,
    empty: 'must not be empty',
    atLeast: (bound: Bound) => `must be ${bound} or more`,
    moreThan: (bound: Bound) => `must be more than ${bound}`,
    atMost: (bound: Bound) => `must be ${bound} or less`,
    lessThan: (bound: Bound) => `must be less than ${bound}`,
    inQuotes: (text: string) => `: put it in quotation marks, '${text}'`,
    unknownKey: (key: string, meant: string | null, known: string[]) =>
      `unknown key "${key}"; ${meant === null ? `there are ${known.join(', ')}` : `did you mean "${meant}"?`}`,
    kinds: {
      object: 'a table such as { key: value }',
      record: 'a table such as { key: value }',
      array: 'a list such as [one, two]',
      string: 'a text',
      number: 'a number',
      int: 'a whole number',
      boolean: 'true or false',
    },
  },
} satisfies Record<Language, object>;
