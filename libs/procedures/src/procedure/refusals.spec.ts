import { loadProcedures } from './load.js';
import { calendars, expectRefused, literal, overlay, refusals } from './folder.fixture.js';
import type { DataProblem } from '../load/problem.js';

const name = 'name: { zh: 名, en: Name }';
const cite = "cite: { lines: '3' }";
const clock = (rule: string, more = '') =>
  `- { rule: ${rule}, ${name}, ${cite}, from: [ticket.registered], limit: { days: 2 }, owner: clerk, metBy: [ticket.answered]${more} }`;

describe('a procedure is refused, with file, line and what would be right, when', () => {
  it.each([
    ['its YAML is broken', literal('clocks: ['), '10: broken YAML: deficient indentation'],
    ['it is empty', '', '1: must be a table such as { key: value }'],
    ['a key is unknown', literal('clockz: []'), '9: versions.0: unknown key "clockz"; did you mean "clocks"?'],
    [
      'a key of a rule is unknown',
      literal(`clocks:\n  ${clock('D1', ', ownr: clerk')}`),
      '10: versions.0.clocks.0: unknown key "ownr"; did you mean "owner"?',
    ],
    [
      'its version is a number to YAML',
      literal('gaps: []').replace("'1'", '1'),
      "4: versions.0.version: must be a text: put it in quotation marks, '1'",
    ],
    ['it has no version', 'id: shop\nname: { zh: 商店, en: Shop }\nversions: []', '3: versions: must not be empty'],
    ['its id has another form', literal('gaps: []', 'Our Shop'), '1: id: must be such as name or group/name'],
    ['its day is none', literal('inForceFrom: 2026-02-30'), '9: versions.0.inForceFrom: is no date of the calendar'],
    [
      'it ends before it begins',
      literal('inForceFrom: 2026-02-01\ninForceUntil: 2026-01-31'),
      '10: ends before it is in force',
    ],
    ['its calendar is none', literal('calendar: moon'), '9: unknown calendar "moon"; known: china, telecom-hotline'],
    [
      'an open start is read as what never happens',
      literal('conventions: { openStart: goods.sold }'),
      /^9: nothing is ever "goods.sold"/,
    ],
    [
      'a convention is none',
      literal('conventions: { days: lunar }'),
      '9: versions.0.conventions.days: must be one of calendar, working',
    ],
    [
      'a rule cites nothing',
      literal(`gaps: [{ rule: g, ${name} }]`),
      '9: say where it stands: cite: { article, lines }',
    ],
    [
      'it does not say where a rule stands',
      literal(`gaps: [{ rule: g, ${name}, cite: { lines: the third } }]`),
      '9: versions.0.gaps.0.cite.lines: must be such as 35, 35-37 or 35, 40-41',
    ],
    [
      'a value of ours stands in a literal one',
      literal(`gaps: [{ rule: g, ${name}, ours: because }]`),
      '9: a value of ours has no place in a literal procedure',
    ],
    [
      'a literal one names no source',
      literal('gaps: []').replace('source: { title: 投诉规定, lines: 1-20 }', 'calendar: china'),
      '4: a procedure that extends nothing is literal: say its source: { title, lines }',
    ],
    [
      'it changes what it does not extend',
      literal('changes: [{ changes: D1, cite: { lines: 3 }, limit: { days: 1 } }]'.replace('3', "'3'")),
      ['9: changes nothing: the version extends no other', '9: there is no clock "D1" to change; there are none'],
    ],
    [
      'it chooses what it does not extend',
      literal(`choose: { days: { is: working, ${cite} } }`),
      ['9: there is no option "days" above; there are: none', '9: chooses nothing: the version extends no other'],
    ],
    ['a rule is there twice', literal(`clocks:\n  ${clock('D1')}\n  ${clock('D1')}`), '11: rule "D1" is there twice'],
    [
      'two rules of different sections have one id',
      literal(`clocks:\n  ${clock('D1')}\ngaps: [{ rule: D1, ${name}, ${cite} }]`),
      '11: rule "D1" is there twice',
    ],
    [
      'an extension has the id of a rule',
      literal(
        `clocks:\n  ${clock('D1', `, extension: { rule: D2, ${cite}, consent: [clerk], by: { days: 1 } }`)}\n  ${clock('D2')}`,
      ),
      '10: rule "D2" is there twice',
    ],
  ])('%s', (_what, text, expected) => expectRefused(text, expected));

  it('two of its versions are in force on one day', () => {
    const two = (from: string, until: string) =>
      literal(`inForceFrom: 2026-01-01`) +
      literal(`inForceFrom: ${from}\ninForceUntil: ${until}`).split('versions:\n')[1]!.replace("'1'", "'2'");

    expectRefused(
      two('2025-01-01', '2026-01-01'),
      '10: version "2" overlaps "1": end one the day before the other begins',
    );
    expectRefused(two('2025-01-01', '2025-12-31'), []);
  });

  it('a version or the whole procedure is there twice', () => {
    const twice = literal('inForceUntil: 2025-12-31') + literal('inForceFrom: 2026-01-01').split('versions:\n')[1]!;

    expectRefused(twice, '10: version shop 1 is there twice');
    expect(refusals({ 'a.yaml': literal('gaps: []'), 'b.yaml': literal('gaps: []').replace("'1'", "'2'") })).toEqual([
      'b.yaml:1: procedure "shop" is there twice',
    ]);
  });

  it('it extends what is not there, or itself', () => {
    const shop = { 'a.yaml': literal('gaps: []') };

    expect(refusals({ 'b.yaml': overlay('gaps: []') })).toEqual([
      'b.yaml:5: there is no shop 1 to extend; there are shop-ours',
    ]);
    expect(refusals({ 'a.yaml': literal('gaps: []').replace("'1'", '1'), 'b.yaml': overlay('gaps: []') })[1]).toBe(
      'b.yaml:5: there is no shop 1 to extend; it may stand in a file that cannot be read: mend that first',
    );
    expect(refusals({ ...shop, 'b.yaml': overlay('gaps: []', 'shop-ours', 'shpo') })).toEqual([
      'b.yaml:5: there is no shpo 1 to extend; did you mean "shop"?',
    ]);
    expect(
      refusals({ ...shop, 'b.yaml': overlay('gaps: []').replace("shop, version: '1'", "shop, version: '2'") }),
    ).toEqual(['b.yaml:5: there is no shop 2 to extend; shop has 1, and no 2']);
    expect(refusals({ 'b.yaml': overlay('gaps: []', 'shop', 'shop') })).toEqual([
      'b.yaml:5: extends itself: shop 1 -> shop 1',
    ]);
    expect(
      refusals({ 'a.yaml': overlay('gaps: []', 'one', 'two'), 'b.yaml': overlay('gaps: []', 'two', 'one') }),
    ).toEqual(['b.yaml:5: extends itself: one 1 -> two 1 -> one 1']);
  });

  it('many things are wrong: all of them are told at once', () => {
    const files = {
      'a.yaml': literal(
        `clockz: []\nclocks:\n  ${clock('D1', ', when: { broken: true }, onMiss: [{ notify: nobody }]')}`,
      ),
      'b.yaml': literal('gaps: [', 'other'),
      'c.yaml': overlay('changes: [{ changes: D9, ours: why, limit: { days: 1 } }]'),
    };

    expect(refusals(files).map((refusal) => /^[^:]+:\d+/.exec(refusal)![0])).toEqual([
      'a.yaml:9',
      'a.yaml:11',
      'a.yaml:11',
      'b.yaml:10',
      'c.yaml:6',
    ]);
  });

  it('it is published as a document: the problems bear the name of the document', () => {
    const problems: DataProblem[] = [];
    const document = { name: 'draft 7', text: literal('clockz: []') };

    expect(() => loadProcedures([], calendars, problems, [document])).toThrow(
      'draft 7:9: versions.0: unknown key "clockz"',
    );
  });
});
