import fc from 'fast-check';
import type { CallbackRule } from '../procedure/procedure.js';
import { literal, loadFiles } from '../procedure/folder.fixture.js';
import { callbacksOwed, sampleOf, sampleSize } from './callbacks.js';

const rule = (name: string, owed: string) =>
  `  - { rule: ${name}, name: { zh: 回访, en: Callback }, cite: { lines: '1' }, by: clerk, from: [ticket.closed], when: { not: { damaged: true } }, owed: ${owed} }`;
const shop = loadFiles({
  'a.yaml': literal(`callbacks:
${rule('all', '{ all: true }')}
${rule('third', '{ sample: { percent: 30, each: [division] } }')}
${rule('marked', '{ marked: markedForCallback }')}
${rule('judged', '{ asNeeded: true }')}
${rule('open', '{ notConfigured: true }')}`),
}).all()[0]!;

const owed = (happened: readonly string[], fields: Record<string, boolean> = {}) =>
  Object.fromEntries(callbacksOwed(shop, happened, fields).map((answer) => [answer.rule, answer.owed]));

it('each rule says whether this ticket is called back, once its event has happened', () => {
  expect(owed(['ticket.closed'], { markedForCallback: true })).toEqual({
    all: 'owed',
    third: 'ifDrawn',
    marked: 'owed',
    judged: 'ifJudgedSo',
    open: 'notConfigured',
  });
  expect(owed(['ticket.closed']).marked).toBe('notOwed');
  expect(new Set(Object.values(owed(['ticket.answered'])))).toEqual(new Set(['notOwed']));
  expect(new Set(Object.values(owed(['ticket.closed'], { damaged: true })))).toEqual(new Set(['notOwed']));
});

it.each([
  [30, 0, 0],
  [30, 1, 1],
  [30, 7, 3],
  [30, 10, 3],
  [30, 11, 4],
  [0.1, 1000, 1],
  [0.1, 1001, 2],
  [12.5, 8, 1],
  [100, 9, 9],
])('%d percent of %d are %d', (percent, n, expected) => {
  expect(sampleSize(percent, n)).toBe(expected);
});

it('a sample is never smaller than its share, and never a whole ticket larger', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 0, max: 1_000_000 }), (percent, n) => {
      const size = sampleSize(percent, n);

      expect(size * 100).toBeGreaterThanOrEqual(percent * n);
      expect((size - 1) * 100).toBeLessThan(percent * n || 1);
    }),
  );
});

it('draws apart for each division, those that the randomness says and no one twice', () => {
  const third = shop.callbacks.find((one): one is CallbackRule => one.rule === 'third')!;
  const tickets = Array.from({ length: 17 }, (_, at) => ({ id: at, fields: { division: at < 10 ? '43' : '44' } }));

  const drawn = sampleOf(third, tickets, (below) => below - 1);

  expect(drawn.map(({ id }) => id)).toEqual([9, 8, 7, 16, 15, 14]);
  expect(sampleOf(third, tickets).map(({ id }) => id)).toEqual([0, 1, 2, 10, 11, 12]);
});

it('a share is rounded as the procedure reads it', () => {
  const down = loadFiles({
    'a.yaml': literal(
      `conventions: { samples: roundDown }\ncallbacks:\n${rule('third', '{ sample: { percent: 30 } }')}`,
    ),
  }).all()[0]!;
  const tickets = Array.from({ length: 7 }, (_, id) => ({ id, fields: {} }));

  expect(sampleOf(down.callbacks[0]!, tickets).map(({ id }) => id)).toEqual([0, 1]);
});
