import fc from 'fast-check';
import { literal, loadFiles } from '../procedure/folder.fixture.js';
import { parseLocal } from '../time/local-time.js';
import { at, local } from '../time/at.fixture.js';
import { seenTickets } from '../examples/run.js';
import { loadRuleBook, playExamplesOf } from '../rule-book.js';
import { lookBack, queryFor, type LookBackQuery, type SeenTicket } from './look-back.js';

/** The tables of a service as far as the query reads them: equal key, and the event not before `since`. */
const answered = ({ key, event, since }: LookBackQuery, tickets: readonly SeenTicket[]): SeenTicket[] =>
  tickets.filter(
    ({ fields, at: happened }) =>
      Object.entries(key).every(
        ([field, value]) => fields[field] !== undefined && String(fields[field]) === String(value),
      ) && (happened[event] ?? -Infinity) >= since,
  );

const name = 'name: { zh: 名, en: Name }';
const cite = "cite: { lines: '1' }";
const lookBackOf = (within: string, at: number) =>
  `  - { rule: r${at}, ${name}, ${cite}, sets: flag${at}, key: [division, businessNumber], from: ticket.registered${within}, when: { not: { damaged: true } }, atLeast: ${1 + (at % 3)}, countsItself: ${at % 3 > 0}${at % 2 ? ', distinct: unit' : ''} }`;
const WINDOWS = [
  ...['', ', within: { notConfigured: true }', ', within: { endOf: day }', ', within: { endOf: nextDay }'],
  ...[', within: { endOf: month }', ', within: { hours: 48 }', ', within: { workingHours: 30 }'],
  ...[', within: { days: 30 }', ', within: { workingDays: 20 }', ', within: { weeks: 2 }', ', within: { months: 3 }'],
  ', within: { quarters: 1 }',
];
const { lookBacks } = loadFiles({ 'a.yaml': literal(`lookBacks:\n${WINDOWS.map(lookBackOf).join('\n')}`) }).all()[0]!;

const NOW = at('2026-10-09 09:00');
const HOUR = 3_600_000;
const word = fc.constantFrom('a', 'b');
const fields = fc.record({
  division: word,
  businessNumber: fc.option(word, { nil: undefined }),
  unit: word,
  damaged: fc.option(fc.boolean(), { nil: undefined }),
});
const ticket = fc
  .record({ fields, before: fc.integer({ min: -24, max: 24 * 150 }) })
  .map(({ fields: known, before }): SeenTicket => ({
    fields: known,
    at: { 'ticket.registered': NOW - before * HOUR },
  }));

it('finds in the answer to its query what it finds in all tickets, and the query asks for no other key', () => {
  fc.assert(
    fc.property(fc.constantFrom(...lookBacks), fields, fc.array(ticket, { maxLength: 30 }), (rule, own, all) => {
      const query = queryFor(rule, own, NOW);

      const found = lookBack(rule, own, NOW, query ? answered(query, all) : []);

      expect(found).toEqual(lookBack(rule, own, NOW, all));
    }),
    { numRuns: 2000 },
  );
});

it('counts as one would by hand: the same day, forty-eight hours, thirty days, the month', () => {
  const byHand: [number, (from: number) => boolean][] = [
    [2, (from) => local(from).slice(0, 10) === local(NOW).slice(0, 10)],
    [4, (from) => local(from).slice(0, 7) === local(NOW).slice(0, 7)],
    [5, (from) => from >= NOW - 48 * HOUR],
    // The thirtieth day after that of the event holds the day asked.
    [7, (from) => at(`${local(from).slice(0, 10)} 00:00`) >= at('2026-09-09 00:00')],
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...byHand),
      fields,
      fc.array(ticket, { maxLength: 30 }),
      ([nth, isWithin], own, all) => {
        const rule = lookBacks[nth]!;
        const counted = all.filter(({ fields: other, at: happened }) => {
          const from = happened['ticket.registered']!;
          const same = own.businessNumber !== undefined && other.businessNumber === own.businessNumber;
          return same && other.division === own.division && other.damaged !== true && from <= NOW && isWithin(from);
        });
        const itself = rule.countsItself && own.damaged !== true ? [own] : [];
        const units = [...counted.map(({ fields: other }) => other), ...itself].map(({ unit }) => unit);

        expect(lookBack(rule, own, NOW, all).count).toBe(rule.distinct ? new Set(units).size : units.length);
      },
    ),
    { numRuns: 1000 },
  );
});

it('the worked examples hold for a list of tickets and for the answer to the query', () => {
  const examples = playExamplesOf(loadRuleBook()).filter(({ example }) => example.others.length > 0);

  const asked = examples.flatMap(
    ({ name: example, example: { others }, played: { procedure, facts, now, zone, findings } }) => {
      const tickets = seenTickets(others, now, (text) => parseLocal(text, zone)!);
      const [first] = facts;
      return procedure.lookBacks.map((rule) => {
        const query = queryFor(rule, first?.set ?? {}, first!.recordedAt);
        const finding = lookBack(rule, first?.set ?? {}, first!.recordedAt, query ? answered(query, tickets) : []);
        return { example, rule: rule.rule, finding, listed: findings.get(rule.rule) };
      });
    },
  );

  expect(asked.length).toBeGreaterThan(20);
  for (const { listed, finding, ...which } of asked)
    expect({ ...which, finding }).toEqual({ ...which, finding: listed });
  expect(asked.some(({ listed }) => listed!.holds)).toBe(true);
});
