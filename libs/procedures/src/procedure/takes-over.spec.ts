import { answerTo } from '../conditions/decide.js';
import { loadRuleBook } from '../rule-book.js';
import { tellTakeovers } from '../publish/tell-takeovers.js';
import { literal, loadFiles, overlay } from './folder.fixture.js';

const name = 'name: { zh: 名, en: Name }';
const cite = "cite: { lines: '1' }";
const ABOVE =
  literal(`clocks: [{ rule: D1, ${name}, ${cite}, from: [ticket.registered], limit: { days: 9 }, owner: clerk, metBy: [ticket.answered] }]
decisions:
  severity: { below: replace, rules: [{ rule: s, ${cite}, is: minor }] }
  urgency: { rules: [{ rule: u, ${cite}, notConfigured: true }] }
actions: [{ rule: answers, ${cite}, action: answer, by: [clerk], below: replace }]
callbacks: [{ rule: sample, ${name}, ${cite}, by: clerk, from: [ticket.closed], owed: { sample: { percent: 30 } } }]
options: { days: { ${name}, ${cite}, choices: { calendar: { ${name} }, working: { ${name} } }, default: calendar } }`);

const taken = (sections: string) =>
  tellTakeovers(loadFiles({ 'a.yaml': ABOVE, 'b.yaml': overlay(sections) }).all()[1]!, 'en').slice(1);

it.each([
  [
    'a limit',
    'changes: [{ changes: D1, ours: why, limit: { days: 3 } }]',
    'clock D1 (Name): changes limit [shop 1 D1]',
  ],
  [
    'an answer in some cases',
    'decisions: { severity: { rules: [{ rule: x, ours: why, when: { damaged: true }, is: major }] } }',
    'decision severity (Severity or warning grade): x answers before the rules above [shop 1 s]',
  ],
  [
    'an answer in all cases',
    'decisions: { severity: { rules: [{ rule: x, ours: why, is: major }] } }',
    'decision severity (Severity or warning grade): x always answers, and no rule above does [shop 1 s]',
  ],
  [
    'who may do what the text permits',
    'actions: [{ rule: x, ours: why, action: answer, by: [supervisor] }]',
    'action answer (Answer the customer): x says otherwise who may [shop 1 answers]',
  ],
  [
    'who may close, which no text above says',
    'actions: [{ rule: x, ours: why, action: close, by: [clerk] }]',
    'action close (Close): x says otherwise who may [the life cycle of every ticket]',
  ],
  [
    'what is forbidden',
    'actions: [{ rule: x, ours: why, action: answer, when: { damaged: true }, refused: true }]',
    'action answer (Answer the customer): x forbids it [shop 1 answers]',
  ],
  [
    'a callback',
    `callbacks: [{ rule: all, ${name}, ours: why, replaces: sample, by: clerk, from: [ticket.closed], owed: { all: true } }]`,
    'callback sample (Name): all stands in its place [shop 1 sample]',
  ],
  ['a reading', 'choose: { days: { is: working, ours: why } }', 'reading days (Name): is read otherwise [shop 1 days]'],
])('an overlay takes over %s', (_what, sections, told) => {
  expect(taken(sections)).toEqual([`  ${told}`]);
});

it.each([
  [
    'a warning and an effect',
    'changes: [{ changes: D1, ours: why, warnings: [{ at: { percent: 50 }, do: [{ notify: clerk }] }], onMiss: [{ notify: clerk }] }]',
  ],
  ['a gap that is filled', 'decisions: { urgency: { rules: [{ rule: x, ours: why, is: urgent }] } }'],
  ['a requirement', 'actions: [{ rule: x, ours: why, action: answer, requires: { fields: [reason] } }]'],
  ['a rule of its own', `duties: [{ rule: x, ${name}, ours: why, owner: clerk, due: [{ dayOfMonth: 1 }] }]`],
])('%s takes nothing over', (_what, sections) => {
  expect(taken(sections)).toEqual([]);
});

const province = (sections: string) => ({
  name: 'coast.yaml',
  text: overlay(sections, 'telecom-group/coast', 'telecom-group/monitoring').replace(
    "telecom-group/monitoring, version: '1'",
    "telecom-group/monitoring, version: '2026'",
  ),
});

it('no province of the group lets a unit close its own work', () => {
  const closes = 'actions: [{ rule: x, ours: why, action: close, by: [handler], from: [accepted] }]';

  expect(() => loadRuleBook(undefined, [province(closes)])).toThrow(/coast\.yaml:6: loosens "who-closes"/);
});

it('what is major to the group is major in every province, whatever this one says', () => {
  const says = 'decisions: { nature: { rules: [{ rule: x, ours: why, is: ordinary }] } }';
  const coast = loadRuleBook(undefined, [province(says)]).procedures.of({ id: 'telecom-group/coast', version: '1' });
  const nature = coast.decisions.find(({ field }) => field === 'nature')!;

  expect(answerTo(nature, { massFlag: true, channelLevel: 'province' })).toMatchObject({ value: 'major' });
  expect(tellTakeovers(coast, 'en')).toEqual([]);
});
