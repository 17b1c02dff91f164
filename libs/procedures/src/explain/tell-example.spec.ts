import { loadRuleBook, playExamplesOf } from '../rule-book.js';
import type { Language } from './language.js';
import { tellExample } from './tell-example.js';

const examples = playExamplesOf(loadRuleBook());
const told = (words: string, language: Language = 'en') =>
  tellExample(
    examples.find(({ name, played }) => isOfGroup(played) && name.includes(words))!,
    language,
  );
const isOfGroup = ({ procedure }: (typeof examples)[number]['played']) => procedure.basis.id === 'telecom-group/limits';

it('leaves out questions that nothing was said about and nobody asks', () => {
  expect(told('acceptance over Golden Week').join('\n')).not.toContain('What a further contact means');
});

it('tells the decisions that an example asks for, with the rule that decided', () => {
  expect(told('an appeal is').join('\n')).toMatch(
    /Nature of the complaint: ordinary\. Why: telecom-group\/\S+ 2026, rule/,
  );
  expect(told('an appeal is', 'zh').join('\n')).toMatch(/投诉问题性质：普通。依据：/);
});
