import { DEFAULT_STAGES, DEFAULT_STEPS } from '../life-cycle/default-life-cycle.js';
import type { Name } from '../load/name.js';
import { PLATFORM_ROLES } from '../procedure/platform-roles.js';
import type { Procedure } from '../procedure/procedure.js';
import { QUESTIONS } from '../procedure/questions.js';
import { FIELD_NAMES, FIELD_WORDS } from './field-names.js';
import { eventName } from './event-names.js';
import type { Language } from './language.js';
import { WORDS } from './words.js';

/** What the words of a procedure are called in one language; a word that nobody has named stands as it is written. */
export interface Names {
  role(role: string): string;
  event(event: string): string;
  stage(stage: string): string;
  action(action: string): string;
  document(document: string): string;
  consequence(consequence: string): string;
  field(field: string): string;
  value(field: string, value: unknown): string;
}

export function namesOf(procedure: Procedure, language: Language): Names {
  const { roles, stages, actions, documents, consequences, fields, decisions, lookBacks, options } = procedure;
  const said = (word: string, name: Name | undefined) => name?.[language] ?? word;
  const clockOf = (event: string) => /^clock\.missed\/(.+)$/.exec(event)?.[1];
  return {
    role: (role) => said(role, roles.get(role)?.name ?? PLATFORM_ROLES[role]),
    event(event) {
      const clock = clockOf(event);
      return clock === undefined ? eventName(procedure, event, language) : WORDS[language].missed(clock);
    },
    stage: (stage) => said(stage, stages.get(stage)?.name ?? DEFAULT_STAGES[stage]?.name),
    action: (action) =>
      said(action, DEFAULT_STEPS[action]?.name ?? actions.find((rule) => rule.actions.includes(action))?.name),
    document: (document) => said(document, documents.get(document)),
    consequence: (consequence) => said(consequence, consequences.get(consequence)),
    field: (field) =>
      said(
        field,
        fields.get(field)?.name ??
          FIELD_NAMES[field] ??
          decisions.find((decision) => decision.field === field)?.name ??
          lookBacks.find(({ sets }) => sets === field)?.name ??
          options.get(field)?.name,
      ),
    value(field, value) {
      if (typeof value === 'boolean') return WORDS[language].flag[value ? 'true' : 'false'];
      if (Array.isArray(value)) return value.map((one) => this.value(field, one)).join(WORDS[language].comma);
      const word = String(value);
      return said(
        word,
        QUESTIONS[field]?.words[word] ??
          FIELD_WORDS[field]?.[word] ??
          options.get(field)?.choices.get(word) ??
          (field === 'stage' ? DEFAULT_STAGES[word]?.name : undefined) ??
          (roles.get(word) ?? roles.get(inKebabCase(word)))?.name ??
          consequences.get(word) ??
          stages.get(word)?.name ??
          (word === 'none' ? NONE : undefined),
      );
    },
  };
}

const NONE: Name = { zh: '无', en: 'none' };

/** Answers are words such as `supervisionCentre` where the role is called `supervision-centre`. */
const inKebabCase = (word: string) => word.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
