import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Outcome, reconciliationLine } from '@cc/contracts';
import { kafkaBroker, NotAllowed, type KafkaConnection } from '@cc/messaging';
import type { Language, Organisation } from '@cc/procedures';
import { missingOf, whatDiffers } from './add-up.js';
import { checkFile, readRows } from './check-file.js';
import { isEncoding, NO_ENCODING } from './file/decode.js';
import { loadMapping, type Mapping } from './mapping/load.js';
import { ImportProblem, NoAnswer } from './problem.js';
import type { ReadRow } from './read/read-row.js';
import type { RefusedRow } from './read/refused-row.js';
import type { Tally } from './read/tally.js';
import { Journal } from './send/journal.js';
import { readAgain } from './send/read-again.js';
import { Refusals } from './send/refusals.js';
import { sendRows } from './send/send-rows.js';

export interface ImportOptions {
  file: string;
  mapping: Mapping;
  /** How the source comes to Kafka. */
  kafka: Pick<KafkaConnection, 'brokers' | 'security'>;
  /** Where the position is kept, and the rows that were refused. */
  dir: string;
  now: Date;
  /** Of reasons and of what is said. */
  language: Language;
  patienceMs?: number;
  /** What the operator should know. */
  say: (line: string) => void;
  progress: (rows: number, of: number) => void;
}

export interface Imported {
  tally: Tally;
  /** Rows by what became of them; one that was refused before it was sent is `refused`. */
  outcomes: Record<Outcome, number>;
  rows: number;
  missing: number;
  doubled: number;
  /** In words what does not add up. */
  differences: string[];
  seconds: number;
  /** The first rows that were refused, here or by intake. */
  refusedRows: RefusedRow[];
  /** Every row that was refused, with its reason; null where there is none. */
  refusedFile: string | null;
  /** 对账: rows against what became of them. */
  line: string;
}

const MOST_NAMED = 20;

/** Throws with every problem of the mapping. `encoding` stands above the one that it names. */
export function readMapping(file: string, organisation: Organisation, encoding?: string): Mapping {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new ImportProblem(
      code === 'ENOENT'
        ? { zh: `映射文件 ${file} 不存在`, en: `the mapping ${file} is not there` }
        : { zh: `映射文件 ${file} 无法读取：${message}`, en: `the mapping ${file} cannot be read: ${message}` },
    );
  }
  const mapping = loadMapping(file, text, organisation);
  if (encoding === undefined) return mapping;
  if (isEncoding(encoding)) return { ...mapping, encoding };
  const [zh, en] = [NO_ENCODING.zh(encoding), NO_ENCODING.en(encoding)];
  throw new ImportProblem({ zh: `--encoding：${zh}`, en: `--encoding: ${en}` });
}

/** Imports a file: reads it once to the end, then sends its rows and waits for what became of each. */
export async function importHistory(options: ImportOptions): Promise<Imported> {
  const { file, mapping, kafka, dir, now, say, language } = options;
  const tally = await checkFile(file, mapping, now, language);

  const began = Date.now();
  const { source, fields: _fields, problem: _problem, ...says } = mapping;
  const journal = new Journal(dir, file, JSON.stringify({ source, ...says, fields: mapping.fields }), source);
  const refusals = new Refusals(`${journal.stem}.refused.jsonl`, journal.path);
  const principal = `source-${source}`;
  // A guarded broker gives each principal the groups below its own name, and no others.
  const broker = kafkaBroker({ ...kafka, clientId: principal, log: silent });
  try {
    const sent = await sendRows(readRows(file, mapping, now, language), {
      broker,
      source,
      group: `${principal}.import.${randomUUID()}`,
      journal,
      refusals,
      patienceMs: options.patienceMs ?? 60_000,
      progress: (done) => options.progress(done, tally.rows),
      say,
      language,
    });
    const log = await readAgain(broker, source, { from: sent.begunAt, of: sent.ids });
    journal.remove();
    const outcomes = Object.fromEntries(
      Outcome.options.map((outcome) => [
        outcome,
        (log.outcomes[outcome] ?? 0) + (outcome === 'refused' ? sent.refusedHere : 0),
      ]),
    ) as Record<Outcome, number>;
    const submissions = tally.rows;
    const items = Object.values(outcomes).reduce((sum, rows) => sum + rows, 0);
    const { doubled } = log;
    const sums = { read: submissions, done: items, doubled };
    const missing = missingOf(sums);
    const unanswered =
      missing > 0 ? await withoutReceipt(readRows(file, mapping, now, language), log.has, language) : [];
    return {
      tally,
      outcomes,
      rows: items,
      missing,
      doubled,
      differences: [...whatDiffers(sums, language), ...unanswered],
      seconds: (Date.now() - began) / 1000,
      refusedRows: refusals.shown,
      refusedFile: outcomes.refused > 0 ? refusals.path : null,
      line: reconciliationLine({ submissions, items, outcomes, bounced: 0, missing, doubled }),
    };
  } catch (error) {
    if (error instanceof ImportProblem || error instanceof NotAllowed) throw error;
    const { message } = error as Error;
    throw new NoAnswer(
      {
        zh: `Kafka（${kafka.brokers}）：${message}；待其应答后，同一命令会接着导入`,
        en: `Kafka at ${kafka.brokers}: ${message}; when it answers, the same command goes on`,
      },
      [],
      { cause: error },
    );
  } finally {
    await broker.close();
  }
}

/** The first rows that the log of receipts has nothing about. */
async function withoutReceipt(
  rows: AsyncIterable<ReadRow>,
  has: (sourceId: string) => boolean,
  language: Language,
): Promise<string[]> {
  const named: string[] = [];
  for await (const row of rows) {
    if (row.kind === 'refused' || has(row.submission.sourceId)) continue;
    const { sourceId } = row.submission;
    named.push(
      language === 'zh' ? `第 ${row.line} 行（${sourceId}）没有回执` : `line ${row.line} (${sourceId}) has no receipt`,
    );
    if (named.length === MOST_NAMED) break;
  }
  return named;
}

/** What the client would log is in its error too. */
const silent = { log() {}, warn() {}, error() {} };
