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
