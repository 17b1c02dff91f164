import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OUTCOME_NAMES } from './outcome-names.js';
import { Outcome } from './values.js';

it('are those of the page that defines them, in its order', () => {
  const page = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'outcomes.md'), 'utf8');

  const defined = [...page.matchAll(/^\| `(\w+)` +\| (\S+) +\|/gm)].map(([, word, zh]) => [word, zh]);

  expect(defined).toEqual(Object.entries(OUTCOME_NAMES).map(([word, { zh }]) => [word, zh]));
  expect(defined.map(([word]) => word)).toEqual([...Outcome.options, 'bounced']);
});
