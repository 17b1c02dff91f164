import type { Configured } from '../answer.js';
import type { Procedure } from '../procedure/procedure.js';
import type { Language } from './language.js';
import { namesOf } from './names.js';
import { WORDS } from './words.js';

/** What a procedure decides, as a person says it; words of the file's own stand as they are. */
export function answerInWords(
  procedure: Procedure,
  question: string,
  answer: Configured<unknown>,
  language: Language,
): string {
  return answer.configured ? namesOf(procedure, language).value(question, answer.value) : WORDS[language].notConfigured;
}
