import fc from 'fast-check';
import { calendars, literal, overlay } from '../procedure/folder.fixture.js';
import { loadProcedures } from '../procedure/load.js';
import { differencesOf } from './differences.js';

const name = 'name: { zh: 名, en: Name }';
const cite = "cite: { lines: '1' }";
const RULES = ['D1', 'D2', 'D3', 'D4'];
const clock = (rule: string) =>
  `  - { rule: ${rule}, ${name}, ${cite}, from: [ticket.registered], limit: { days: 9 }, owner: clerk, metBy: [ticket.answered], onMiss: [{ notify: clerk }], below: replace }`;
const above = literal(`clocks:
${RULES.map(clock).join('\n')}
actions: [{ rule: closes, ${cite}, action: close, by: [clerk] }]
callbacks: [{ rule: sample, ${name}, ${cite}, by: clerk, from: [ticket.closed], owed: { sample: { percent: 30 } } }]
decisions: { nature: { rules: [{ rule: n, ${cite}, notConfigured: true }] }, severity: { rules: [{ rule: s, ${cite}, is: minor }] } }
options: { days: { ${name}, ${cite}, choices: { calendar: { ${name} }, working: { ${name}, clocks: { D4: { conventions: { days: working } } } } }, default: calendar } }
lookBacks: [{ rule: three, ${name}, ${cite}, sets: often, key: [division], from: ticket.registered, atLeast: 3, countsItself: true }]`);

/** Parts of a clock that an overlay may name, each with a value that the clock does not have. */
const PARTS = {
  limit: '{ days: 3 }',
  owner: 'handler',
  counts: 'receivedAt',
  when: '{ damaged: true }',
  metBy: '[goods.returned]',
  endedBy: '[ticket.withdrawn]',
  warnings: '[{ at: { percent: 50 }, do: [{ notify: clerk }] }]',
  onMiss: '[{ escalateTo: supervisor }]',
};
type Part = keyof typeof PARTS;

/** Sections beside the clocks: what the overlay writes, and the rule of which section differs by it. */
const OTHERS = {
  callbacks: [
    `callbacks: [{ rule: all, ${name}, ours: why, replaces: sample, by: clerk, from: [ticket.closed], owed: { all: true } }]`,
    ['callbacks all', 'callbacks sample'],
  ],
  decisions: ['decisions: { nature: { rules: [{ rule: x, ours: why, is: major }] } }', ['decisions nature']],
  duties: [`duties: [{ rule: y, ${name}, ours: why, owner: clerk, due: [{ dayOfMonth: 1 }] }]`, ['duties y']],
  actions: ['actions: [{ rule: z, ours: why, action: close, requires: { fields: [reason] } }]', ['actions z']],
} as const;

const changes = fc
  .uniqueArray(fc.constantFrom(...RULES), { maxLength: 3 })
  .chain((rules) =>
    fc.tuple(
      ...rules.map((rule) =>
        fc
          .subarray(Object.keys(PARTS) as Part[], { minLength: 1 })
          .map((parts): [string, readonly Part[]] => [rule, parts]),
      ),
    ),
  );
const others = fc.subarray(Object.keys(OTHERS) as (keyof typeof OTHERS)[]);

it('an overlay changes what it names and nothing else', () => {
  fc.assert(
    fc.property(changes, others, fc.boolean(), (named, sections, chooses) => {
      const changed = named.map(
        ([rule, parts]) =>
          `  - { changes: ${rule}, ours: why, ${parts.map((part) => `${part}: ${PARTS[part]}`).join(', ')} }`,
      );
      const text = [
        ...(changed.length > 0 ? ['changes:', ...changed] : []),
        ...sections.map((section) => OTHERS[section][0]),
        chooses ? 'choose: { days: { is: working, ours: why } }' : 'gaps: []',
      ].join('\n');
      const loaded = loadProcedures(
        [],
        calendars,
        [],
        [
          { name: 'a.yaml', text: above },
          { name: 'b.yaml', text: overlay(text) },
        ],
      );

      const differences = differencesOf(
        loaded.of({ id: 'shop', version: '1' }),
        loaded.of({ id: 'shop-ours', version: '1' }),
      );

      // Reading days as working days is a change of D4, its limit in working days and its conventions.
      const expected = new Map(named.map(([rule, parts]) => [rule, new Set<string>(parts)]));
      if (chooses) {
        expected.set('D4', new Set([...(expected.get('D4') ?? []), 'limit', 'conventions']));
      }
      const clocks = differences.filter(({ section }) => section === 'clocks');
      expect(new Map(clocks.map(({ rule, parts }) => [rule, new Set(parts)]))).toEqual(expected);
      expect(
        differences
          .filter(({ section }) => section !== 'clocks')
          .map(({ section, rule }) => `${section} ${rule}`)
          .sort(),
      ).toEqual([...sections.flatMap((section) => OTHERS[section][1]), ...(chooses ? ['options days'] : [])].sort());
    }),
    { numRuns: 150 },
  );
});
