import type { Condition } from '../conditions/condition.js';
import type { Language } from './language.js';
import type { Names } from './names.js';

/** A condition as a person says it: 投诉性质为重大，且驳回次数不少于 2. */
export function conditionInWords(condition: Condition, names: Names, language: Language): string {
  return told(condition, names, TEXTS[language], false);
}

type Bounds = Partial<Record<'atLeast' | 'atMost' | 'moreThan' | 'lessThan', number>>;

function told(condition: Condition, names: Names, texts: Texts, within: boolean): string {
  const joined = (parts: readonly Condition[], by: string) => {
    const all = parts.map((part) => told(part, names, texts, parts.length > 1));
    return within && all.length > 1 ? texts.together(all.join(by)) : all.join(by);
  };
  if ('all' in condition) return joined(condition.all as Condition[], texts.and);
  if ('any' in condition) return joined(condition.any as Condition[], texts.or);
  if ('not' in condition) return texts.not(told(condition.not as Condition, names, texts, false));
  const [field, test] = Object.entries(condition)[0] as [string, boolean | string[] | Bounds];
  const name = names.field(field);
  if (typeof test === 'boolean') return texts.flag(name, names.value(field, test));
  if (Array.isArray(test)) return texts.is(name, test.map((value) => names.value(field, value)).join(texts.or));
  const bounds = Object.entries(test) as [keyof Bounds, number][];
  return `${name}${bounds.map(([bound, number]) => texts.bounds[bound](number)).join(texts.and)}`;
}

interface Texts {
  and: string;
  or: string;
  together(parts: string): string;
  not(what: string): string;
  flag(name: string, value: string): string;
  is(name: string, values: string): string;
  bounds: Readonly<Record<keyof Bounds, (number: number) => string>>;
}

const TEXTS: Readonly<Record<Language, Texts>> = {
  zh: {
    and: '，且',
    or: '或',
    together: (parts) => `（${parts}）`,
    not: (what) => `非（${what}）`,
    flag: (name, value) => `${name}：${value}`,
    is: (name, values) => `${name}为${values}`,
    bounds: {
      atLeast: (number) => `不少于 ${number}`,
      atMost: (number) => `不超过 ${number}`,
      moreThan: (number) => `多于 ${number}`,
      lessThan: (number) => `少于 ${number}`,
    },
  },
  en: {
    and: ' and ',
    or: ' or ',
    together: (parts) => `(${parts})`,
    not: (what) => `not (${what})`,
    flag: (name, value) => `${name}: ${value}`,
    is: (name, values) => `${name} is ${values}`,
    bounds: {
      atLeast: (number) => ` at least ${number}`,
      atMost: (number) => ` at most ${number}`,
      moreThan: (number) => ` more than ${number}`,
      lessThan: (number) => ` less than ${number}`,
    },
  },
};
