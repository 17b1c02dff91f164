import type { Procedure } from '../procedure/procedure.js';
import type { Language } from './language.js';
import { namesOf } from './names.js';
import { PartsInWords } from './part-in-words.js';
import { SECTION_NAMES } from './section-names.js';
import { toldRules, type Section, type ToldRule } from './told.js';
import { WORDS } from './words.js';

/** A procedure in plain words, with what it has from above: who, which stages, and every rule with where it stands. */
export function tellProcedure(procedure: Procedure, language: Language): string[] {
  const { basis, name, extends: above, inForceFrom, inForceUntil, calendar } = procedure;
  const texts = TEXTS[language];
  return [
    `${name[language]} (${basis.id} ${basis.version})`,
    ...(above.length === 0 ? [] : [texts.extends(above.map(({ id, version }) => `${id} ${version}`).join(', '))]),
    ...(inForceFrom === null ? [] : [texts.inForce(inForceFrom, inForceUntil)]),
    texts.calendar(calendar.id),
    ...headed(texts.roles, rolesTold(procedure, language)),
    ...headed(texts.stages, stagesTold(procedure, language)),
    ...toldRules(procedure).flatMap(([section, rules]) => sectionTold(procedure, section, rules, language)),
  ];
}

const headed = (heading: string, lines: readonly string[]) => (lines.length === 0 ? [] : ['', heading, ...lines]);

function rolesTold({ roles }: Procedure, language: Language): string[] {
  return [...roles].map(([role, { name }]) => `  ${name[language]} (${role})`);
}

function stagesTold(procedure: Procedure, language: Language): string[] {
  const names = namesOf(procedure, language);
  const texts = TEXTS[language];
  return [...procedure.stages].map(([stage, { name, enteredBy, ends, openEnd }]) => {
    const entered = enteredBy.length === 0 ? [] : [texts.enteredBy(enteredBy.map(names.event).join(texts.comma))];
    const said = [...entered, ...(ends ? [texts.ends] : []), ...(openEnd ? [texts.openEnd] : [])];
    return `  ${name[language]} (${stage})${said.map((one) => texts.comma + one).join('')}`;
  });
}

function sectionTold(
  procedure: Procedure,
  section: Section,
  rules: ReadonlyMap<string, ToldRule>,
  language: Language,
): string[] {
  const parts = new PartsInWords(namesOf(procedure, language), language);
  return [...rules.values()].flatMap(({ rule, name, reason, told }) => [
    '',
    `${SECTION_NAMES[language][section]} ${rule} (${name[language]})`,
    ...(section === 'decisions'
      ? answersTold(procedure, rule, parts, language)
      : [...parts.lines(told, procedure.calendar.id), `  ${WORDS[language].source(reason)}`]),
  ]);
}

/** In their order, for the first that fits answers. */
function answersTold({ decisions }: Procedure, field: string, parts: PartsInWords, language: Language): string[] {
  const { rules } = decisions.find((decision) => decision.field === field)!;
  return rules.flatMap(({ is, when, reason }) => [
    `  ${parts.answer({ field, is, ...(when.says ? { when: when.says } : {}) })}`,
    `    ${WORDS[language].source(reason)}`,
  ]);
}

interface Texts {
  extends(above: string): string;
  inForce(from: string, until: string | null): string;
  calendar(id: string): string;
  roles: string;
  stages: string;
  enteredBy(events: string): string;
  ends: string;
  openEnd: string;
  comma: string;
}

const TEXTS: Readonly<Record<Language, Texts>> = {
  zh: {
    extends: (above) => `建立在 ${above} 之上`,
    inForce: (from, until) => (until === null ? `自 ${from} 起施行` : `${from} 至 ${until} 施行`),
    calendar: (id) => `日历 ${id}`,
    roles: '角色',
    stages: '自有状态（通用状态之外）',
    enteredBy: (events) => `由“${events}”进入`,
    ends: '终结',
    openEnd: '其后原文未规定',
    comma: '，',
  },
  en: {
    extends: (above) => `Extends ${above}`,
    inForce: (from, until) => (until === null ? `In force from ${from}` : `In force from ${from} until ${until}`),
    calendar: (id) => `Calendar ${id}`,
    roles: 'Roles',
    stages: 'Stages of its own, beside those of every ticket',
    enteredBy: (events) => `entered by "${events}"`,
    ends: 'ends the ticket',
    openEnd: 'the text does not say what follows',
    comma: ', ',
  },
};
