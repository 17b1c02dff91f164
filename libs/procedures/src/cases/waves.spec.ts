import fc from 'fast-check';
import { gatherings, joins, mostOf, type SeenTicket } from '../look-back/look-back.js';
import { literal, loadFiles } from '../procedure/folder.fixture.js';
import { at } from '../time/at.fixture.js';
import { wavesIn } from './waves.js';

const name = 'name: { zh: 名, en: Name }';
const cite = "cite: { lines: '1' }";
const lookBack = (sets: string, within: string, more = '') =>
  `  - { rule: ${sets}, ${name}, ${cite}, sets: ${sets}, key: [division], from: ticket.registered, within: ${within}, when: { not: { damaged: true } }, atLeast: 3, countsItself: true${more} }`;
const LOOK_BACKS = `lookBacks:
${lookBack('ofTheDay', '{ endOf: day }')}
${lookBack('within48Hours', '{ hours: 48 }')}
${lookBack('within30Days', '{ days: 30 }')}
${lookBack('ofTheMonth', '{ months: 1 }')}
${lookBack('ofUnits', '{ days: 2 }', ', distinct: unit')}
${lookBack('open', '{ notConfigured: true }')}
${lookBack('within2WorkingDays', '{ workingDays: 2 }')}`;
const aCase = (more: string) =>
  `cases:\n  - { rule: many, ${name}, ${cite}, gathers: [ofTheDay], confirmed: { when: { size: [big] }, atLeast: 2 }${more} }`;

const procedure = (more = '') => loadFiles({ 'a.yaml': literal(`${LOOK_BACKS}\n${aCase(more)}`) }).all()[0]!;
const { lookBacks } = procedure();

let nr = 0;
const seen = (instant: string, fields: SeenTicket['fields'] = {}) => ({
  id: (nr += 1),
  fields: { division: 'a', ...fields },
  at: { 'ticket.registered': at(instant) },
});
const waves = (tickets: readonly ReturnType<typeof seen>[], more = '') => {
  const { cases, lookBacks: all } = procedure(more);
  return wavesIn(cases[0]!, [all[0]!], tickets).map((wave) => wave.map(({ id }) => id));
};
const ids = (tickets: readonly { id: number }[]) => tickets.map(({ id }) => id);

describe('complaints that are one case', () => {
  const monday = ['2026-11-23 09:00', '2026-11-23 12:00', '2026-11-23 23:59'].map((instant) => seen(instant));
  const thursday = ['2026-11-26 08:00', '2026-11-26 08:01', '2026-11-26 10:00'].map((instant) => seen(instant));

  it('are those of a window that holds enough, the oldest first', () => {
    expect(waves([...monday].reverse())).toEqual([ids(monday)]);
  });

  it('are none where a window ends between them', () => {
    expect(waves([monday[0]!, monday[1]!, seen('2026-11-24 00:00')])).toEqual([]);
  });

  it('are two where each window is a case', () => {
    expect(waves([...thursday, ...monday])).toEqual([ids(monday), ids(thursday)]);
  });

  it.each([
    [3, 1],
    [2, 2],
  ])('are one wave on Monday and Thursday if it may rest for %i days: %i', (days, count) => {
    expect(waves([...monday, ...thursday], `, sameWave: { days: ${days} }`)).toHaveLength(count);
  });

  it('are without those that the look-back does not count, or that leave', () => {
    expect(waves([...monday.slice(0, 2), seen('2026-11-23 10:00', { damaged: true })])).toEqual([]);
    const left = seen('2026-11-23 10:00', { size: 'small' });
    expect(waves([...monday, left], ', leaves: { size: [small] }')).toEqual([ids(monday)]);
  });

  it('are not joined by one between the windows that no window counts', () => {
    const alone = seen('2026-11-24 12:00');

    expect(waves([...monday, alone, ...thursday], ', sameWave: { days: 3 }')).toEqual([ids([...monday, ...thursday])]);
  });
});

const HOUR = 3_600_000;
const NOW = at('2026-10-09 09:00');
const ticket = fc
  .record({
    unit: fc.constantFrom('u', 'v', 'w', 'x'),
    damaged: fc.option(fc.boolean(), { nil: undefined }),
    before: fc.integer({ min: 0, max: 24 * 60 }),
  })
  .map(({ before, ...fields }): SeenTicket => ({
    fields: { division: 'a', ...fields },
    at: { 'ticket.registered': NOW - before * HOUR },
  }));

it('whoever lies in a window that holds enough is who the rule finds when it is asked about one', () => {
  fc.assert(
    fc.property(fc.constantFrom(...lookBacks), fc.array(ticket, { maxLength: 25 }), (rule, all) => {
      const gathered = new Set(gatherings(rule, all).flatMap(({ tickets }) => tickets));

      const found = all.filter((one) => {
        const others = all.filter((other) => other !== one && rule.when.holds(other.fields));
        return joins(rule, one.fields, one.at['ticket.registered']!, others);
      });

      expect(new Set(found)).toEqual(gathered);
      expect(mostOf(rule, all) >= rule.atLeast!).toBe(gathered.size > 0);
    }),
    { numRuns: 1000 },
  );
});

it('nothing gathers in a window whose end is not known, and what gathered before it stays', () => {
  const [open, workingDays] = ['open', 'within2WorkingDays'].map((one) => lookBacks.find(({ rule }) => rule === one)!);
  const known = ['2026-11-23 09:00', '2026-11-23 10:00', '2026-11-24 09:00'].map((instant) => seen(instant));
  // No calendar is decreed so far ahead.
  const undecreed = ['2040-03-05 09:00', '2040-03-05 09:01', '2040-03-05 09:02'].map((instant) => seen(instant));

  expect(gatherings(open!, known)).toEqual([]);
  expect(mostOf(open!, known)).toBe(0);
  expect(gatherings(workingDays!, [...known, ...undecreed]).map(({ tickets }) => tickets)).toEqual([known]);
  expect(mostOf(workingDays!, undecreed)).toBe(0);
});
