import type { Language } from '../explain/language.js';
import { namesOf } from '../explain/names.js';
import { PartsInWords } from '../explain/part-in-words.js';
import { SECTION_NAMES } from '../explain/section-names.js';
import type { Procedure } from '../procedure/procedure.js';
import { differencesOf } from './differences.js';

/**
 * What differs, one line a rule and one below it for each part: what whoever approves a new version reads. A new rule is
 * told whole.
 */
export function tellDifferences(before: Procedure, after: Procedure, language: Language): string[] {
  const words = WORDS[language];
  const [was, is] = [before, after].map((one) => new PartsInWords(namesOf(one, language), language)) as [
    PartsInWords,
    PartsInWords,
  ];
  return differencesOf(before, after).flatMap((difference) => {
    const { section, rule, name } = difference;
    const what = `${SECTION_NAMES[language][section]} ${rule} (${name[language]})`;
    if (difference.after === null) return [`${words.removed} ${what}`];
    if (difference.before === null) {
      return [`${words.added} ${what}`, ...is.lines(difference.after, after.calendar.id)];
    }
    const isAction = section === 'actions';
    return [
      `${words.changed} ${what}`,
      ...difference.parts.flatMap((part) => {
        const [old, now] = [difference.before![part], difference.after![part]];
        if (part === 'rules') return answersOtherwise(answersOf(was, old), answersOf(is, now), words);
        return `  ${is.called(part)}: ${was.say(part, old, isAction) ?? words.nothing} → ${is.say(part, now, isAction) ?? words.nothing}`;
      }),
    ];
  });
}

/** Each answer by what the file says, with the words for it: a flag that is called otherwise is the same flag. */
const answersOf = (parts: PartsInWords, rules: unknown) =>
  new Map((rules as Parameters<PartsInWords['answer']>[0][]).map((rule) => [JSON.stringify(rule), parts.answer(rule)]));

/** Of a decision the answers that come and go; their order where nothing else differs. */
function answersOtherwise(was: ReadonlyMap<string, string>, is: ReadonlyMap<string, string>, words: Words): string[] {
  const only = (here: ReadonlyMap<string, string>, there: ReadonlyMap<string, string>, how: string) =>
    [...here].filter(([rule]) => !there.has(rule)).map(([, answer]) => `  ${how}: ${answer}`);
  const lines = [...only(is, was, words.added), ...only(was, is, words.removed)];
  return lines.length > 0 ? lines : [`  ${words.order}: ${[...is.values()].join(' / ')}`];
}

interface Words {
  added: string;
  removed: string;
  changed: string;
  nothing: string;
  order: string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  zh: { added: '新增', removed: '删除', changed: '修改', nothing: '无', order: '顺序' },
  en: { added: 'New', removed: 'Gone', changed: 'Changed', nothing: 'nothing', order: 'order' },
};
