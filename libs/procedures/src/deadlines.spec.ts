import { DEADLINES_OF_THE_TEXTS } from './deadlines.fixture.js';
import { deadlinesOf } from './procedure/deadlines.js';
import { loadRuleBook } from './rule-book.js';

const literal = loadRuleBook()
  .procedures.all()
  .filter((procedure) => procedure.extends.length === 0);

it('brings every procedure of the texts, and no other as literal', () => {
  expect(new Set(literal.map(({ basis }) => basis.id))).toEqual(new Set(Object.keys(DEADLINES_OF_THE_TEXTS)));
});

it.each(Object.entries(DEADLINES_OF_THE_TEXTS))('%s sets %i deadlines, each of them a rule', (id, count) => {
  const procedure = literal.find(({ basis }) => basis.id === id)!;

  const numbered = Array.from({ length: count }, (_, at) => `D${at + 1}`);
  expect(deadlinesOf(procedure).sort(byNumber)).toEqual(numbered);
});

const byNumber = (one: string, other: string) => Number(one.slice(1)) - Number(other.slice(1));
