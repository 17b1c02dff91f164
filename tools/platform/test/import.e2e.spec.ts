import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPlatform, type Platform } from '../src/index.js';
import { hub } from './hub.js';
import { eventually, Outside } from './outside.js';

const ROWS = 2000;
/** The first receipts on a busy machine. */
const PATIENCE_MS = 120_000;
const root = join(import.meta.dirname, '..', '..', '..');
const hubMain = join(import.meta.dirname, '..', '..', 'hub', 'bin', 'hub.js');

const dir = mkdtempSync(join(tmpdir(), 'import-'));
const file = join(dir, 'tickets-2015.csv');
const mapping = join(dir, 'tickets-2015.yaml');
const journal = join(dir, 'journal');

const HEADER = '编号,受理日期,受理时间,办结时间,渠道,状态,省份,投诉内容,邮编,备注';

/**
 * Three months of rows, a fifth of them open; the first is one that nobody can read, the second has a word for its number, and
 * the place of the fourth is known to nobody but by intake's list of places.
 */
function anExport(): string {
  const rows = Array.from({ length: ROWS }, (_, at) => {
    const [month, day] = [4 + (at % 3), 1 + (at % 30)];
    const date = day <= 12 ? `0${month}-${String(day).padStart(2, '0')}-15` : `${day}-0${month}-15`;
    const state = at === 0 ? '?' : at % 5 === 2 ? '处理中' : '已办结';
    return [
      at === 1 ? 'comcas' : 200_000 + at,
      date,
      '3:53:50 PM',
      '',
      '热线',
      state,
      'Hunan',
      '宽带断网',
      '410000',
      at === REFUSED_BY_INTAKE ? '999999' : '',
    ];
  });
  return `\ufeff${[HEADER, ...rows.map((row) => row.join(','))].join('\r\n')}\r\n`;
}
const REFUSED_BY_INTAKE = 3;
const OPEN = Array.from({ length: ROWS }, (_, at) => at).filter((at) => at % 5 === 2).length;

let platform: Platform;
let outside: Outside;

beforeAll(async () => {
  writeFileSync(file, anExport());
  const [, documented] = /```yaml\n([^]*?)```/.exec(readFileSync(join(root, 'docs', 'import.md'), 'utf8'))!;
  const withRegion = documented!
    .replace(/^ignore: .*\n/m, '')
    .replace('\n\nfurther:', '\n  homeRegion: { column: 备注 }\n\nfurther:');
  writeFileSync(mapping, withRegion);
  platform = await startPlatform({ dir: join(dir, 'platform'), guarded: true, ownServers: true });
  outside = await new Outside(platform.entrance.clientOf()).connect();
}, 120_000);
afterAll(async () => {
  await outside?.close();
  await platform?.stop();
}, 60_000);

const words = () => ['import', file, '--mapping', mapping, '--journal', journal];
const asTheSource = () => platform.entrance.variablesOf('source-history');
const lineOf = (stdout: string) => stdout.trim().split('\n').at(-1)!;
const ask = async (path: string, body?: unknown) =>
  JSON.parse(await platform.ask('reporting', path, body === undefined ? {} : { body })) as Record<string, never>;

const filesIn = (ending: string) => readdirSync(journal).filter((each) => each.endsWith(ending));

/** What stands in the file of refused rows, by line and column. */
function refusedRows(): [line: number, column: string][] {
  return filesIn('.refused.jsonl').flatMap((name) =>
    readFileSync(join(journal, name), 'utf8')
      .trim()
      .split('\n')
      .map((row) => JSON.parse(row) as { line: number; objections: [{ column: string }] })
      .map(({ line, objections: [{ column }] }): [number, string] => [line, column]),
  );
}

/** How many rows the journal of an import says are done. */
function rowsDone(): number {
  const [name] = filesIn('.json');
  return name === undefined ? 0 : (JSON.parse(readFileSync(join(journal, name), 'utf8')) as { rows: number }).rows;
}

async function killedInTheMiddle(importing: ChildProcess): Promise<number> {
  const ended = once(importing, 'exit');
  const done = await eventually(async () => {
    const rows = rowsDone();
    // The first is refused before anything is sent, another by intake.
    if (rows <= REFUSED_BY_INTAKE + 1) throw new Error('no row has its receipt yet');
    return rows;
  }, PATIENCE_MS);
  importing.kill('SIGKILL');
  expect(await ended).toEqual([null, 'SIGKILL']);
  return done;
}

it(
  'imports an export once, killed in the middle or not, and nobody is told or hurried',
  async () => {
    const done = await killedInTheMiddle(
      spawn(process.execPath, [hubMain, ...words()], { stdio: 'ignore', env: { ...process.env, ...asTheSource() } }),
    );
    expect(done).toBeLessThan(ROWS);

    const { code, stdout, stderr } = await hub(words(), asTheSource());

    expect(stderr).toContain('going on after row');
    expect(stdout).toMatch(/tickets-2015\.csv:2: 状态 "\?" is none of the values/);
    expect(stdout).toMatch(/tickets-2015\.csv:5: 备注 "999999" .*\(/);
    const outcomes = `ticket=0 settled=${ROWS - OPEN - 2} urge=0 supplement=0 withdrawn=0 duplicate=0 handedOver=0 refused=2 waiting=${OPEN}`;
    expect(lineOf(stdout)).toBe(
      `reconciled: submissions=${ROWS} items=${ROWS} outcomes: ${outcomes} bounced=0 missing=0 doubled=0`,
    );
    expect(code).toBe(1);
    // The import that was killed had refused both; the one that went on has them still, once.
    expect(refusedRows()).toEqual([
      [2, '状态'],
      [REFUSED_BY_INTAKE + 2, '备注'],
    ]);

    await eventually(async () => {
      const { facts } = await ask('/reports/reconciliation');
      expect(facts).toEqual({ 'complaint.imported.v1': ROWS - 2, 'complaint.refused.v1': 1 });
    });
    const { lines } = (await ask('/reports/group?by=month')) as unknown as {
      lines: { month: string; imported: number }[];
    };
    // What intake refused is counted today.
    const past = lines.filter(({ imported }) => imported > 0);
    expect(past.map(({ month }) => month)).toEqual(['2015-04', '2015-05', '2015-06']);
    expect(past.reduce((sum, { imported }) => sum + imported, 0)).toBe(ROWS - 2);
    expect(await ask('/operator/reports/verify', {})).toMatchObject({ differences: [], gaps: [] });
  },
  PATIENCE_MS + 120_000,
);

it('makes duplicates only when it is imported again', async () => {
  const { stdout } = await hub(words(), asTheSource());

  expect(lineOf(stdout)).toContain(
    ` duplicate=${ROWS - 2} handedOver=0 refused=2 waiting=0 bounced=0 missing=0 doubled=0`,
  );
}, 120_000);

it('is refused to whoever is not its source, by name and with a code of its own', async () => {
  const { code, stderr } = await hub(words(), platform.entrance.variablesOf('source-cc-44'));

  expect(code).toBe(4);
  expect(stderr).toContain('source-cc-44');
}, 60_000);

it('becomes work when somebody adopts it, and its clocks begin then', async () => {
  const waiting = JSON.parse(
    await platform.ask('intake', '/complaints?status=waiting&limit=200', { as: 'VIEWER_TOKEN' }),
  ) as {
    items: { id: string; sourceId: string }[];
  };
  const [{ id, sourceId }] = waiting.items as [{ id: string; sourceId: string }];

  await platform.ask('intake', `/complaints/${id}/adopt`, { body: {}, as: 'HANDLER_TOKEN' });

  const order = await outside.next('complaints.work.43', ({ key }) => key === id);
  expect(order).toMatchObject({ type: 'work.order.v1', body: { problem: '宽带断网' } });
  await eventually(async () => {
    const { stdout: story } = await hub([...storyOf(sourceId), '--lang', 'en'], connection());
    expect(story).toContain('adopted this complaint of the past');
    expect(story).toContain('started, due');
    expect(story).not.toContain('Missed');
  });
}, 60_000);

const storyOf = (sourceId: string) => ['story', `history/${sourceId}`];
const connection = () => ({
  HUB_TOKEN: platform.tokens.OPERATOR_TOKEN,
  HUB_REPORTING_URL: platform.urls.reporting,
});
