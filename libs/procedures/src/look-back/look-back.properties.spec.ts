import fc from 'fast-check';
import { literal, loadFiles } from '../procedure/folder.fixture.js';
import { parseLocal } from '../time/local-time.js';
import { at, local } from '../time/at.fixture.js';
import { seenTickets } from '../examples/run.js';
import { loadRuleBook, playExamplesOf } from '../rule-book.js';
import { joins, lookBack, queryFor, type LookBackQuery, type SeenTicket } from './look-back.js';

/** The tables of a service as far as the query reads them: equal key, fitting, the event not before `since`, the newest. */
function answered({ rule, key, since, at }: LookBackQuery, tickets: readonly SeenTicket[]): SeenTicket[] {
  const from = ({ at: happened }: SeenTicket) => happened[rule.from] ?? -Infinity;
  const fitting = tickets
    .filter((ticket) => from(ticket) >= since && from(ticket) <= at && rule.when.holds(ticket.fields))
    .filter(({ fields }) => Object.entries(key).every(([field, value]) => String(fields[field]) === String(value)))
    .sort((one, other) => from(other) - from(one));
  const value = ({ fields }: SeenTicket) => (rule.distinct ? fields[rule.distinct] : undefined);
  const newest = rule.distinct
    ? fitting.filter((ticket, nth) => fitting.findIndex((one) => value(one) === value(ticket)) === nth)
    : fitting;
  return newest.slice(0, rule.atLeast ?? 0);
}

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

it('finds in the answer to its query what it finds in all tickets', () => {
  fc.assert(
    fc.property(fc.constantFrom(...lookBacks), fields, fc.array(ticket, { maxLength: 30 }), (rule, own, all) => {
      const query = queryFor(rule, own, NOW);

      const found = query !== null && joins(rule, own, NOW, answered(query, all));

      expect(found).toBe(lookBack(rule, own, NOW, all).holds);
    }),
    { numRuns: 2000 },
  );
});

it('finds the same group of tickets in whatever order they are seen', () => {
  const counting = lookBacks.filter(({ countsItself, distinct }) => countsItself && distinct === null);
  const inOrder = (all: readonly SeenTicket[]) => [...all].sort((one, other) => timeOf(one) - timeOf(other));
  const timeOf = ({ at: happened }: SeenTicket) => happened['ticket.registered']!;
  /** Whether any ticket was found in a group when each is asked with those seen before it. */
  const found = (rule: (typeof lookBacks)[number], seen: readonly SeenTicket[]) =>
    seen.some((one, nth) => {
      const same = seen.slice(0, nth).filter(({ fields: other }) => sameKey(rule.key, one.fields, other));
      return joins(
        rule,
        one.fields,
        timeOf(one),
        same.filter(({ fields: other }) => rule.when.holds(other)),
      );
    });
  const sameKey = (key: readonly string[], one: SeenTicket['fields'], other: SeenTicket['fields']) =>
    key.every((field) => one[field] !== undefined && one[field] === other[field]);
  fc.assert(
    fc.property(fc.constantFrom(...counting), fc.array(ticket, { maxLength: 12 }), (rule, seen) => {
      expect(found(rule, seen)).toBe(found(rule, inOrder(seen)));
    }),
    { numRuns: 1000 },
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
        const holds = query !== null && joins(rule, first?.set ?? {}, first!.recordedAt, answered(query, tickets));
        return { example, rule: rule.rule, holds, listed: findings.get(rule.rule) };
      });
    },
  );

  expect(asked.length).toBeGreaterThan(20);
  for (const { listed, ...which } of asked) expect(which).toEqual({ ...which, holds: listed!.holds });
  expect(asked.some(({ listed }) => listed!.holds)).toBe(true);
});
