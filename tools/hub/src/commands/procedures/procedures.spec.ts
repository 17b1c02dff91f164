import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { proceduresCommand } from './procedures.js';

/** Runs `hub procedures ...` and gives back what it prints. */
async function hubProcedures(...words: string[]) {
  const printed: { text: string; data: unknown } = { text: '', data: undefined };
  const command = proceduresCommand({ print: (text, data) => void Object.assign(printed, { text, data }) });
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

const SHENZHEN = `
id: telecom-group/shenzhen
name: { zh: 深圳市细则, en: Rules of Shenzhen }
versions:
  - version: '1'
    extends: { procedure: telecom-group/guangdong, version: '2026' }
    changes:
      - { changes: accept, ours: The branch is next door., limit: { workingHours: 1 } }
`;

const examplesDue = (due: string) => `
procedure: telecom-group/shenzhen
version: '1'
examples:
  - name: acceptance over lunch
    facts: [{ at: 2026-11-24 11:30, fact: work.dispatched }]
    expect: { clocks: { accept: { due: ${due} } } }
`;

it('checks a folder that is new, on top of the procedures we bring', async () => {
  writeFileSync(join(dir, 'shenzhen.yaml'), SHENZHEN);
  writeFileSync(join(dir, 'shenzhen.examples.yaml'), examplesDue('2026-11-24 13:30'));

  const { text, failed } = await hubProcedures('check', dir);

  expect(failed).toBeNull();
  expect(text).toBe('1 examples of 1 procedures: 0 missed');
});

it('says what was expected, what came, and which rule says so', async () => {
  writeFileSync(join(dir, 'shenzhen.yaml'), SHENZHEN);
  writeFileSync(join(dir, 'shenzhen.examples.yaml'), examplesDue('2026-11-24 12:30'));

  const { text, failed } = await hubProcedures('check', dir);

  expect(failed).toMatchObject({ exitCode: 1 });
  expect(text).toContain('shenzhen.examples.yaml:5: acceptance over lunch');
  expect(text).toContain('expected  2026-11-24 12:30\n    got       2026-11-24 13:30\n    because   started by');
});

it('refuses a folder whose procedures are wrong, with file and line', async () => {
  writeFileSync(join(dir, 'shenzhen.yaml'), SHENZHEN.replace('changes: accept', 'changes: acept'));

  const { failed } = await hubProcedures('check', dir);

  expect(failed).toMatchObject({ exitCode: 1 });
  expect(failed!.message).toContain('shenzhen.yaml:8: there is no clock "acept" to change');
});

it('does not pass an empty folder', async () => {
  expect((await hubProcedures('check', dir)).failed).toMatchObject({ exitCode: 1 });
});

it('says that a folder is not there', async () => {
  expect((await hubProcedures('check', join(dir, 'nowhere'))).failed).toMatchObject({ exitCode: 2 });
});

it('lists the gaps of a text once, not again for every overlay', async () => {
  const { data } = await hubProcedures('gaps');

  const rows = data as { procedure: string; rule: string }[];
  expect(rows.length).toBeGreaterThan(0);
  expect(new Set(rows.map(({ procedure, rule }) => `${procedure} ${rule}`)).size).toBe(rows.length);
});

it('tells an example in both languages', async () => {
  const { text } = await hubProcedures('explain', 'telecom-group/limits', 'over Golden Week');

  expect(text).toContain('2026-10-01 至 2026-10-07 放假，不计入。');
  expect(text).toContain('2026-10-01 to 2026-10-07 is a holiday and does not count.');
});

it('names the examples there are when none fits', async () => {
  const { failed } = await hubProcedures('explain', 'telecom-group/limits', 'no such words');

  expect(failed).toMatchObject({ exitCode: 2, message: expect.stringContaining('acceptance over Golden Week') });
});

it('compares an overlay with what it extends, in words', async () => {
  const { text } = await hubProcedures('compare', 'telecom-group/monitoring', 'telecom-group/hunan', '--lang', 'en');

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
    ...['simulate', 'telecom-group/monitoring', 'telecom-group/hunan', '--lang', 'en'],
    ...['--tickets', file, '--at', '2026-12-01T00:00:00+08:00'],
  );

  expect(text).toContain('Ticket 20261124-1\n  D1/1: 2026-11-26 10:00 (not late) → 2026-11-25 22:00 (late)');
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
