import type { Configured } from '../answer.js';
import type { Procedure } from '../procedure/procedure.js';
import { QUESTIONS } from '../procedure/questions.js';
import type { Language } from './language.js';
import { WORDS } from './words.js';

/** What a procedure decides, as a person says it. */
export function answerInWords(
  procedure: Procedure,
  question: string,
  answer: Configured<unknown>,
  language: Language,
): string {
  return answer.configured ? valueInWords(procedure, question, answer.value, language) : WORDS[language].notConfigured;
}

/** By the words of the question, by whom or what it names; words of the file's own stand as they are. */
export function valueInWords(procedure: Procedure, question: string, value: unknown, language: Language): string {
  if (typeof value === 'boolean') return WORDS[language].flag[value ? 'true' : 'false'];
  const word = String(value);
  const { roles, consequences, stages } = procedure;
  const name =
    QUESTIONS[question]?.words[word] ?? roles.get(word)?.name ?? consequences.get(word) ?? stages.get(word)?.name;
  return name?.[language] ?? word;
}
