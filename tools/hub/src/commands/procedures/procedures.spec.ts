import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { Language, LocalisedText } from '@cc/procedures';
import { proceduresCommand } from './procedures.js';

/** Runs `hub procedures ...` and gives back what it prints. */
const hubProcedures = (...words: string[]) => inLanguage('en', words);
const inChinese = (...words: string[]) => inLanguage('zh', words);

async function inLanguage(language: Language, words: string[]) {
  const printed: { text: string; data: unknown } = { text: '', data: undefined };
  const print = (text: LocalisedText, data: unknown) => void Object.assign(printed, { text: text[language], data });
  const command = proceduresCommand({ language, print });
  for (const one of [command, ...command.commands]) one.exitOverride();
  const failed = await command.parseAsync(words, { from: 'user' }).then(
    () => null,
    (error: Error) => error,
  );
  return { ...printed, failed };
}

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'procedures-'))));
afterEach(() => rmSync(dir, { recursive: true }));

/** A new organisation with a procedure of its own, and a province that refines it. */
const BAKERY = `
id: bakery
name: { zh: 面包店投诉规定, en: Complaints at the bakery }
versions:
  - version: '1'
    source: { title: 面包店投诉规定, lines: 1-9 }
    roles: { baker: { name: { zh: 面包师, en: Baker } } }
    clocks:
      - rule: D1
        name: { zh: 答复, en: Answer }
        cite: { lines: '3' }
        from: [ticket.registered]
        limit: { workingHours: 4 }
        owner: baker
        metBy: [ticket.answered]
`;
const BAKERY_NORTH = `
id: bakery/north
name: { zh: 北省细则, en: Rules of the north }
versions:
  - version: '1'
    extends: { procedure: bakery, version: '1' }
    changes:
      - { changes: D1, ours: The bakeries of the north are small., limit: { workingHours: 2 } }
`;
const examplesOf = (procedure: string, due: string) => `
procedure: ${procedure}
version: '1'
examples:
  - name: an answer over lunch
    facts: [{ at: 2026-11-24 11:30, fact: ticket.registered }]
    expect: { clocks: { D1: { due: ${due} } } }
`;

it('runs a new organisation and its province from a folder, on top of the procedures we bring', async () => {
  writeFileSync(join(dir, 'bakery.yaml'), BAKERY);
  writeFileSync(join(dir, 'bakery.examples.yaml'), examplesOf('bakery', '2026-11-24 16:30'));
  writeFileSync(join(dir, 'north.yaml'), BAKERY_NORTH);
  writeFileSync(join(dir, 'north.examples.yaml'), examplesOf('bakery/north', '2026-11-24 14:30'));

  const { text, failed } = await hubProcedures('check', dir);

  expect(failed).toBeNull();
  expect(text).toMatch(/2 procedures, 2 examples: 0 missed$/);
  expect((await hubProcedures('list', dir)).data).toContainEqual(
    expect.objectContaining({ id: 'bakery/north', extends: 'bakery 1', deadlines: 1 }),
  );
});

it('counts in a calendar of the folder, which may extend ours', async () => {
  mkdirSync(join(dir, 'calendars'));
  writeFileSync(
    join(dir, 'calendars', 'bakery.yaml'),
    "id: bakery\nname: { zh: 面包店, en: Bakery }\nextends: china\nhours: ['05:00-12:00']\n",
  );
  writeFileSync(join(dir, 'bakery.yaml'), BAKERY.replace('    roles:', '    calendar: bakery\n    roles:'));
  writeFileSync(join(dir, 'bakery.examples.yaml'), examplesOf('bakery', '2026-11-25 08:30'));

  expect((await hubProcedures('check', dir)).text).toBe('1 procedure, 1 example: 0 missed');
});

it('puts a province of somebody else on a procedure that we bring', async () => {
  writeFileSync(
    join(dir, 'coast.yaml'),
    BAKERY_NORTH.replace('bakery/north', 'telecom-group/coast')
      .replace("bakery, version: '1'", "telecom-group/limits, version: '2026'")
      .replace('workingHours: 2', 'hours: 20'),
  );
  writeFileSync(join(dir, 'coast.examples.yaml'), examplesOf('telecom-group/coast', '2026-11-25 07:30'));

  expect((await hubProcedures('check', dir)).text).toMatch(/1 procedure, 1 example: 0 missed$/);
});

it('says what was expected, what came, and which rule says so', async () => {
  writeFileSync(join(dir, 'bakery.yaml'), BAKERY);
  writeFileSync(join(dir, 'bakery.examples.yaml'), examplesOf('bakery', '2026-11-24 15:30'));

  const { text, failed } = await hubProcedures('check', dir);

  expect(failed).toMatchObject({ exitCode: 1 });
  expect(text).toContain('bakery.examples.yaml:5: an answer over lunch');
  expect(text).toContain('expected  2026-11-24 15:30\n    got       2026-11-24 16:30\n    because   started by');
});

it('refuses a folder whose procedures are wrong, with file and line', async () => {
  writeFileSync(join(dir, 'bakery.yaml'), BAKERY);
  writeFileSync(join(dir, 'north.yaml'), BAKERY_NORTH.replace('workingHours: 2', 'workingHours: 5'));

  const { failed } = await hubProcedures('check', dir);

  expect(failed).toMatchObject({ exitCode: 1 });
  expect(failed!.message).toContain(
    'north.yaml:8: loosens limit of "D1", but bakery lets it be changed below only so far',
  );
});

it.each([
  ['a rule', 'bakery.yaml', BAKERY.replace('workingHours: 4', 'workinghours: 4')],
  ['an example', 'bakery.examples.yaml', examplesOf('bakery', 'soon')],
  ['an example of something else', 'bakery.examples.yaml', examplesOf('bakehouse', '2026-11-24 16:30')],
])('names the file of %s that is wrong from where it was called', async (_what, file, text) => {
  writeFileSync(join(dir, 'bakery.yaml'), BAKERY);
  writeFileSync(join(dir, 'bakery.examples.yaml'), examplesOf('bakery', '2026-11-24 16:30'));
  writeFileSync(join(dir, file), text);

  const { failed } = await hubProcedures('check', dir);

  expect(failed!.message).toContain(`\n  ${relative('.', join(dir, file))}:`);
});

it('names the file of an example that is missed from where it was called', async () => {
  writeFileSync(join(dir, 'bakery.yaml'), BAKERY);
  writeFileSync(join(dir, 'bakery.examples.yaml'), examplesOf('bakery', '2026-11-24 15:30'));

  const { text } = await hubProcedures('check', dir);

  expect(text.split('\n')[0]).toBe(`${relative('.', join(dir, 'bakery.examples.yaml'))}:5: an answer over lunch`);
});

it('does not pass an empty folder', async () => {
  expect((await hubProcedures('check', dir)).failed).toMatchObject({ exitCode: 1 });
});

it.each(['list', 'check', 'gaps'])('%s takes its folder as --dir too, and only one', async (command) => {
  writeFileSync(join(dir, 'bakery.yaml'), BAKERY);
  writeFileSync(join(dir, 'bakery.examples.yaml'), examplesOf('bakery', '2026-11-24 16:30'));

  const [named, asOption] = [await hubProcedures(command, dir), await hubProcedures(command, '--dir', dir)];

  expect(asOption).toEqual(named);
  expect(asOption.failed).toBeNull();
  expect((await hubProcedures(command, dir, '--dir', dir)).failed).toMatchObject({ exitCode: 2 });
});

it.each([['show'], ['explain']])(
  '%s names the nearest procedure for one that there is not, and --dir',
  async (command) => {
    const near = await hubProcedures(command, 'telecom-group/hunnan');
    const far = await hubProcedures(command, 'bakehouse');

    expect(near.failed).toMatchObject({ exitCode: 2 });
    expect(near.failed!.message).toContain('did you mean "telecom-group/hunan"? A folder of yours is read with --dir');
    expect(far.failed!.message).toContain('bakehouse; see hub procedures list. A folder of yours is read with --dir');
  },
);

it('says that a folder is not there', async () => {
  expect((await hubProcedures('check', join(dir, 'nowhere'))).failed).toMatchObject({ exitCode: 2 });
});

it('lists the gaps of a text once, not again for every overlay', async () => {
  const { data } = await hubProcedures('gaps');

  const rows = data as { procedure: string; rule: string }[];
  expect(rows.length).toBeGreaterThan(0);
  expect(new Set(rows.map(({ procedure, rule }) => `${procedure} ${rule}`)).size).toBe(rows.length);
});

it('tells an example in the language of the run', async () => {
  const words = ['explain', 'telecom-group/limits', 'over Golden Week'];

  expect((await inChinese(...words)).text).toContain('2026-10-01 至 2026-10-07 放假，不计入。');
  expect((await hubProcedures(...words)).text).toContain('2026-10-01 to 2026-10-07 is a holiday and does not count.');
});

it('names the examples there are when none fits', async () => {
  const { failed } = await hubProcedures('explain', 'telecom-group/limits', 'no such words');

  expect(failed).toMatchObject({ exitCode: 2, message: expect.stringContaining('acceptance over Golden Week') });
});

it('says what an overlay takes over of what stands above it', async () => {
  writeFileSync(join(dir, 'bakery.yaml'), BAKERY);
  writeFileSync(join(dir, 'bakery.examples.yaml'), examplesOf('bakery', '2026-11-24 16:30'));
  writeFileSync(join(dir, 'north.yaml'), BAKERY_NORTH);
  const heading = 'bakery/north 1 另行规定的上级规则:\n  时限 D1 (答复): 改时限 [bakery 1 D1]';

  expect((await inChinese('check', dir)).text).toBe(`${heading}\n\n规程 2 个，示例 1 个，其中不符 0 个`);
  expect((await inChinese('compare', 'bakery', 'bakery/north', '--dir', dir)).text).toContain(heading);
});

it('shows a procedure of a folder in plain words', async () => {
  writeFileSync(join(dir, 'bakery.yaml'), BAKERY);
  writeFileSync(join(dir, 'north.yaml'), BAKERY_NORTH);
  const words = ['show', 'bakery/north', '--dir', dir];

  expect((await inChinese(...words)).text).toContain('时限: 2 个工作小时');
  expect((await hubProcedures(...words)).text).toContain('  limit: 2 working hours\n  owed by: Baker\n');
  expect((await hubProcedures('show', 'bakehouse')).failed).toMatchObject({ exitCode: 2 });
});

it.each([
  ['telecom-group/dispatch', 'organisations/telecom-group/dispatch.yaml:', '- rule: network-by-place-of-fault'],
  ['telecom-group/audit', 'organisations/telecom-group/audit.yaml:', 'rule: centre-audits'],
  ['life-cycle', 'Default life cycle (life-cycle 1)', 'accept (Accept)\n  from: Dispatched (dispatched)\n'],
  ['life-cycle@1', 'Default life cycle (life-cycle 1)', '  by: Handler (handler)\n'],
])('shows %s, which stories cite and which is no procedure', async (cited, head, rule) => {
  const { text, failed } = await hubProcedures('show', cited);

  expect(failed).toBeNull();
  expect(text.split('\n')[0]).toContain(head);
  expect(text).toContain(rule);
});

it('compares an overlay with what it extends, in words', async () => {
  const { text } = await hubProcedures('compare', 'telecom-group/monitoring', 'telecom-group/hunan');

  expect(text).toContain('Changed clock D1 (Answer to the customer)\n  limit: 48 hours → 36 hours');
});

it('replays tickets of a file under another procedure', async () => {
  const file = join(dir, 'tickets.jsonl');
  const facts = [
    { fact: 'ticket.registered', recordedAt: '2026-11-24T10:00:00+08:00' },
    { fact: 'ticket.answered', recordedAt: '2026-11-26T09:00:00+08:00' },
  ];
  writeFileSync(file, `${JSON.stringify({ id: '20261124-1', facts })}\n`);

  const { text } = await hubProcedures(
    ...['simulate', 'telecom-group/monitoring', 'telecom-group/hunan'],
    ...['--tickets', file, '--at', '2026-12-01T00:00:00+08:00'],
  );

  expect(text).toContain('Asked at 2026-12-01 00:00 (Asia/Shanghai).');
  expect(text).toContain('Ticket 20261124-1\n  D1/1: 2026-11-26 10:00 (not late) → 2026-11-25 22:00 (late)');
});

it('says at which instant it asked where none was named', async () => {
  const before = Date.now();
  const { text, data } = await inChinese('simulate', 'telecom-group/monitoring', 'telecom-group/hunan');
  const askedAt = Date.parse((data as { askedAt: string }).askedAt);

  expect(askedAt).toBeGreaterThanOrEqual(before);
  expect(askedAt).toBeLessThanOrEqual(Date.now());
  expect(text.split('\n')[0]).toMatch(/^以 \d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?（Asia\/Shanghai）为准。$/);
});

it('names file, line and field of a ticket that cannot be read', async () => {
  const file = join(dir, 'tickets.jsonl');
  writeFileSync(file, '{"id":"1","facts":[{"fact":"ticket.registered","recordedAt":"yesterday"}]}\n');

  const { failed } = await hubProcedures(
    ...['simulate', 'telecom-group/monitoring', 'telecom-group/hunan', '--tickets', file],
  );

  expect(failed).toMatchObject({
    exitCode: 2,
    message: expect.stringContaining(`${file}:1: facts.0.recordedAt: Invalid ISO datetime`),
  });
});

it('asks which version is meant, and says which procedures there are', async () => {
  const { failed } = await hubProcedures('compare', 'telecom-group/hunan@2025', 'telecom-group/hunan');

  expect(failed).toMatchObject({
    exitCode: 2,
    message: 'name one version of telecom-group/hunan: telecom-group/hunan@2026',
  });
});

it('says what is open in one overlay, without what its levels fill', async () => {
  const rulesOpen = async (of: string) =>
    ((await hubProcedures('gaps', '--of', of)).data as { rule: string }[]).map(({ rule }) => rule);

  const [literal, province] = [await rulesOpen('telecom-group-2019'), await rulesOpen('telecom-group/hunan')];

  expect(literal).toContain('s13.1');
  expect(province).not.toContain('s13.1');
  expect(province.length).toBeGreaterThan(0);
});
