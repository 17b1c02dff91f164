import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataProblem } from '../load/problem.js';
import { literal, loadFiles } from '../procedure/folder.fixture.js';
import { playExamples } from './load.js';

const name = 'name: { zh: 名, en: Name }';
const cite = "cite: { lines: '3' }";
const shop = loadFiles({
  'shop.yaml':
    literal(`options: { days: { ${name}, ${cite}, choices: { calendar: { ${name} }, working: { ${name} } }, default: calendar } }
decisions: { severity: { rules: [{ rule: s, ${cite}, is: minor }] } }
clocks: [{ rule: D1, ${name}, ${cite}, from: [ticket.registered], limit: { days: 2 }, owner: clerk, metBy: [ticket.answered] }]`),
});

/** What is wrong with an example; its only fact stands on line 5, what it expects on line 6. */
function refused({
  fact = 'fact: ticket.registered',
  expect = '{ stage: registered }',
  head = "procedure: shop\nversion: '1'",
}) {
  const dir = mkdtempSync(join(tmpdir(), 'examples-'));
  const problems: DataProblem[] = [];
  const text = `${head}\nexamples:\n  - name: n\n    facts: [{ at: 2026-11-24 09:00, ${fact} }]\n    expect: ${expect}\n`;
  try {
    writeFileSync(join(dir, 'shop.examples.yaml'), text);
    playExamples(dir, shop, problems);
  } finally {
    rmSync(dir, { recursive: true });
  }
  return problems.map(({ line, message }) => `${line}: ${message}`);
}

it.each([
  [
    'a fact that never happens',
    { fact: 'fact: ticket.registred' },
    '5: shop knows no event "ticket.registred"; did you mean "ticket.registered"?',
  ],
  ['a miss', { fact: 'fact: clock.missed/D1' }, '5: a miss follows from the time asked; leave it out'],
  [
    'a field there is not',
    { fact: 'fact: ticket.registered, set: { damagd: true }' },
    '5: shop knows no field "damagd"; did you mean "damaged"?',
  ],
  [
    'a value that never is',
    { fact: 'fact: ticket.registered, set: { size: huge }' },
    '5: "size" is a choice and is never "huge"',
  ],
  [
    'the answer of a decision',
    { fact: 'fact: ticket.registered, set: { severity: major }' },
    '5: "severity" is answered by rules; set what they look at, or choose a reading under choose',
  ],
  [
    'a reading that is set',
    { fact: 'fact: ticket.registered, set: { days: working }' },
    '5: "days" is answered by rules; set what they look at, or choose a reading under choose',
  ],
  ['a limit set for no clock', { fact: 'fact: limit.set' }, '5: "limit.set" needs rule and until'],
  [
    'a limit set for a clock there is not',
    { fact: 'fact: limit.set, rule: D2, until: 2026-11-25 09:00' },
    '5: shop knows no clock "D2"; there are D1',
  ],
  ['more time by nobody', { fact: 'fact: extension.granted, rule: D1' }, '5: "extension.granted" needs by'],
  [
    'more time by a role there is not',
    { fact: 'fact: extension.granted, rule: D1, by: clrek' },
    '5: shop knows no role "clrek"; did you mean "clerk"?',
  ],
  [
    'an event that is planned without a time',
    { fact: 'fact: event.planned, event: goods.returned' },
    '5: "event.planned" needs until',
  ],
  [
    'facts out of order',
    { fact: 'fact: ticket.registered }, { at: 2026-11-24 08:59:59, fact: ticket.answered' },
    '5: was recorded before the fact above it, at 2026-11-24 09:00; facts stand in the order of at',
  ],
  [
    'a stage there is not',
    { expect: '{ stage: regisered }' },
    '6: shop knows no stage "regisered"; did you mean "registered"?',
  ],
  [
    'an action there is not',
    { expect: '{ actions: [{ action: replie, by: clerk, allowed: false }] }' },
    '6: shop knows no action "replie"; did you mean "reply"?',
  ],
  [
    'a role there is not: it could do nothing anyway',
    { expect: '{ actions: [{ action: reply, by: clrek, allowed: false }] }' },
    '6: shop knows no role "clrek"; did you mean "clerk"?',
  ],
  [
    'a party there is not',
    { expect: '{ parties: [{ party: mediater, allowed: true }] }' },
    '6: shop knows no role "mediater"; did you mean "mediator"?',
  ],
  [
    'a time that no clock shows',
    { fact: 'occurredAt: 2026-02-30 09:00, fact: ticket.registered' },
    '4: 2026-02-30 09:00 does not exist in Asia/Shanghai',
  ],
  ['a version there is not', { head: "procedure: shop\nversion: '2'" }, '1: there is no procedure shop 2; shop has 1'],
  ['nothing that is expected', { expect: '{}' }, '6: examples.0.expect: must expect something'],
])('an example is refused with %s', (_what, parts, expected) => {
  expect(refused(parts)).toEqual([expected]);
});

it('a good example is not', () => {
  expect(refused({})).toEqual([]);
});
