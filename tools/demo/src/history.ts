import { rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { counted, imported } from '@cc/hub';
import { importHistory, type Imported, type Mapping } from '@cc/history';
import { startPlatform, type Platform } from '@cc/platform';
import { chosen } from './choose-mapping.js';
import { Narrator } from './narrator.js';
import { notAsImported, othersIn } from './not-as-imported.js';
import { historyTable, inBothLanguages } from './report-table.js';

const PATIENCE_MS = 120_000;
const TEXT = { accept: 'text/plain' };

export interface HistoryInput {
  file: string;
  /** Left out: the one of ours whose columns are those of the file. */
  mapping: string | undefined;
}

/** Imports a file into a platform of its own, and shows what the reports say of it. */
export async function history(root: string, input: HistoryInput): Promise<void> {
  const narrator = new Narrator();
  const dir = join(root, '.run', 'demo');
  const file = resolve(input.file);
  const { mapping, organisation } = await chosen(file, input.mapping);
  rmSync(dir, { recursive: true, force: true });

  narrator.chapter('启动平台', 'The platform starts');
  narrator.tell(`机构 ${organisation.name.zh} · organisation: ${organisation.name.en}; mapping: ${mapping.name}`);
  const platform = await startPlatform({ dir, log: (line) => narrator.tell(line) });
  try {
    narrator.chapter('历史数据导入', 'The export is imported, row by row, as what it is: the past');
    const progress = saidNowAndThen((rows, of) => narrator.tell(`${rows} / ${of} 行 · ${rows} of ${of} rows`));
    const done = await importHistory({
      file,
      mapping,
      kafka: platform,
      dir: join(dir, 'import'),
      now: new Date(),
      language: 'en',
      say: (line) => narrator.tell(line),
      progress: (rows, of) => progress(rows, of),
    });
    narrator.show(await imported(basename(file), done, 'en'));
    await allInReports(platform, done);
    await show(platform, narrator, mapping, done);
  } finally {
    narrator.tell('停止平台 · stopping');
    await platform.stop();
  }
  narrator.tell('done. hub import does the same on a platform that runs: docs/import.md. Logs: .run/demo/logs');
}

async function show(platform: Platform, narrator: Narrator, mapping: Mapping, done: Imported): Promise<void> {
  narrator.chapter('按月统计', 'By month: each complaint in the month in which it came');
  const report = (path: string) =>
    inBothLanguages(path, async (address) => JSON.parse(await platform.ask('reporting', address)));
  narrator.show(historyTable('月 month', await report('/reports/group?by=month')));

  narrator.chapter('分省统计', 'By division');
  narrator.show(historyTable('单位 division', await report('/reports/group')));

  const { example } = done.tally;
  if (example !== null) {
    narrator.chapter('一件投诉的全程', 'The story of one complaint');
    const path = `/complaints/${encodeURIComponent(`${mapping.source}/${example}`)}/story`;
    narrator.show(await platform.ask('reporting', `${path}?lang=zh`, TEXT));
    narrator.show(await platform.ask('reporting', `${path}?lang=en`, TEXT));
  }

  narrator.chapter('核对', 'The figures are recounted from the facts, and nobody was told or hurried');
  const verify = await platform.ask('reporting', '/operator/reports/verify', { body: {} });
  const { facts: recounted, differences, gaps } = JSON.parse(verify) as Verified;
  narrator.tell(
    `recounted from ${counted(recounted, 'fact')}: ${counted(differences.length, 'difference')}, ${counted(gaps.length, 'gap')}`,
  );
  const { facts } = await reconciliation(platform);
  narrator.tell(`除导入外的事实 · facts other than the import itself: ${othersIn({ facts }).join(', ') || 'none'}`);
  narrator.show(done.line);
  const wrong = notAsImported(done, { facts, differences, gaps });
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
}

/** Only what is new, and not more often than somebody reads. */
function saidNowAndThen(say: (rows: number, of: number) => void): (rows: number, of: number) => void {
  let said = { rows: 0, at: Date.now() };
  return (rows, of) => {
    if (rows === said.rows || Date.now() - said.at < 2000) return;
    said = { rows, at: Date.now() };
    say(rows, of);
  };
}

interface Verified {
  facts: number;
  differences: unknown[];
  gaps: unknown[];
}

interface Reconciliation {
  facts: Record<string, number>;
}

const reconciliation = async (platform: Platform) =>
  JSON.parse(await platform.ask('reporting', '/reports/reconciliation')) as Reconciliation;

/** Until every row that was taken is in the reports. */
async function allInReports(platform: Platform, { outcomes }: Imported): Promise<void> {
  const wanted = outcomes.settled + outcomes.waiting;
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    const { facts } = await reconciliation(platform);
    if ((facts['complaint.imported.v1'] ?? 0) >= wanted) return;
    if (Date.now() > giveUpAt)
      throw new Error(`the reports know ${JSON.stringify(facts)} after two minutes, not ${wanted}`);
    await pause(200);
  }
}
