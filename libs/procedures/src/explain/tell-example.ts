import { ALWAYS } from '../conditions/condition.js';
import { answerTo } from '../conditions/decide.js';
import type { PlayedExample } from '../examples/load.js';
import { answerInWords } from './answer-in-words.js';
import { explainClock } from './explain-clock.js';
import { eventName } from './event-names.js';
import type { Language } from './language.js';
import { namesOf } from './names.js';
import { WORDS } from './words.js';

/** A worked example as a story: what happened, what the procedure decides from it, and how its clocks stand and why. */
export function tellExample(told: PlayedExample, language: Language): string[] {
  const { name, example, played } = told;
  const { procedure, clocks, now } = played;
  const { headings, is, comma } = WORDS[language];
  const names = namesOf(procedure, language);
  const printed = (set: object = {}) =>
    Object.entries(set)
      .map(([field, value]) => is(names.field(field), names.value(field, value)))
      .join(comma);
  const decided = decisionsTold(told, language);
  return [
    `${procedure.name[language]} (${procedure.basis.id} ${procedure.basis.version})`,
    `${headings.example}${name}`,
    '',
    headings.facts,
    ...example.facts.map(
      ({ at, fact, reason, set }) =>
        `  ${at}  ${[eventName(procedure, fact, language), reason, printed(set)].filter(Boolean).join(' · ')}`,
    ),
    ...(decided.length > 0 ? ['', headings.decisions, ...decided.map((line) => `  ${line}`)] : []),
    ...clocks.flatMap((clock) => [
      '',
      `${headings.clock}${clock.rule.name[language]} (${clock.rule.rule}/${clock.number})`,
      ...explainClock(procedure, clock, now, language).map((line) => `  ${line}`),
    ]),
  ];
}

/** What facts have led to, and what the example asks for; a question that nothing was said about is left out. */
function decisionsTold({ example, played }: PlayedExample, language: Language): string[] {
  const words = WORDS[language];
  const { procedure, state } = played;
  const asked = new Set(Object.keys(example.expect.decisions ?? {}));
  return procedure.decisions.flatMap((decision) => {
    const answer = answerTo(decision, state.fields);
    const byDefault = decision.rules.some(({ when, reason }) => reason === answer.reason && when === ALWAYS);
    if (byDefault && !asked.has(decision.field)) return [];
    const value = answerInWords(procedure, decision.field, answer, language);
    return [`${words.is(decision.name[language], value)}${words.stop}${words.source(answer.reason)}`];
  });
}
