import type { Reason } from '../answer.js';
import type { Language } from '../explain/language.js';
import { namesOf } from '../explain/names.js';
import { PartsInWords } from '../explain/part-in-words.js';
import { SECTION_NAMES } from '../explain/section-names.js';
import type { Procedure } from '../procedure/procedure.js';
import type { Takeover } from '../procedure/takes-over.js';

/** What a version takes over of the rules above it, a line each; nothing where it only adds. */
export function tellTakeovers(procedure: Procedure, language: Language): string[] {
  const { basis, takesOver } = procedure;
  const texts = TEXTS[language];
  const parts = new PartsInWords(namesOf(procedure, language), language);
  if (takesOver.length === 0) return [];
  return [
    texts.heading(`${basis.id} ${basis.version}`),
    ...takesOver.map(({ section, rule, name, above, by, how, parts: named }) => {
      const what = `${SECTION_NAMES[language][section]} ${rule} (${name[language]})`;
      const called = named.map((part) => parts.called(part)).join(texts.comma);
      const from = above === null ? texts.defaultCycle : `${above.basis} ${above.version} ${above.rule}`;
      return `  ${what}: ${texts.how[how](by, called)} [${from}]`;
    }),
  ];
}

interface Texts {
  heading(version: string): string;
  comma: string;
  defaultCycle: string;
  how: Readonly<Record<Takeover['how'], (by: Reason, parts: string) => string>>;
}

const TEXTS: Readonly<Record<Language, Texts>> = {
  zh: {
    heading: (version) => `${version} 另行规定的上级规则:`,
    comma: '、',
    defaultCycle: '通用流程',
    how: {
      changes: (_by, parts) => `改${parts}`,
      answersBefore: ({ rule }) => `${rule} 先于上级规则作答`,
      answersAlways: ({ rule }) => `${rule} 一律作答，上级规则不再适用`,
      permits: ({ rule }) => `${rule} 另行规定谁可以办理`,
      refuses: ({ rule }) => `${rule} 予以禁止`,
      replaces: ({ rule }) => `由 ${rule} 取代`,
      chooses: () => '另选读法',
    },
  },
  en: {
    heading: (version) => `What ${version} takes over of the rules above it:`,
    comma: ', ',
    defaultCycle: 'the life cycle of every ticket',
    how: {
      changes: (_by, parts) => `changes ${parts}`,
      answersBefore: ({ rule }) => `${rule} answers before the rules above`,
      answersAlways: ({ rule }) => `${rule} always answers, and no rule above does`,
      permits: ({ rule }) => `${rule} says otherwise who may`,
      refuses: ({ rule }) => `${rule} forbids it`,
      replaces: ({ rule }) => `${rule} stands in its place`,
      chooses: () => 'is read otherwise',
    },
  },
};
