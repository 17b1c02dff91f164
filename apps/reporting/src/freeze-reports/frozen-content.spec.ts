import { MEASURES, type Measure } from '../count-facts/measures.js';
import { FROZEN, frozenContent, sha256Of, type FrozenLine } from './frozen-content.js';

const line = (over: Partial<Omit<FrozenLine, 'counts'>>, counts: Partial<Record<Measure, number>>): FrozenLine => ({
  ...{ division: '44', class: 'network', nature: 'ordinary' },
  ...over,
  counts: { ...(Object.fromEntries(MEASURES.map((one) => [one, 0])) as Record<Measure, number>), ...counts },
});

const lines = [
  line({ division: '43' }, { recorded: 2 }),
  line({}, { recorded: 1, tickets: 1 }),
  line({ class: 'billing', nature: 'repeat' }, { urges: 3 }),
];

it('a frozen report has the same bytes in whatever order its lines come', () => {
  expect(sha256Of(frozenContent([...lines].reverse()))).toBe(sha256Of(frozenContent(lines)));
});

it('a frozen report holds a line for each division, class and nature with anything to count', () => {
  const empty = line({ division: '11' }, {});

  const text = frozenContent([...lines, empty]).toString('utf8');

  const [head, ...rows] = text.replace('\ufeff', '').trimEnd().split('\r\n');
  expect(head).toBe(['division', 'class', 'nature', ...FROZEN].join(','));
  expect(rows.map((row) => row.split(',').slice(0, 4))).toEqual([
    ['43', 'network', 'ordinary', '2'],
    ['44', 'billing', 'repeat', '0'],
    ['44', 'network', 'ordinary', '1'],
  ]);
});
