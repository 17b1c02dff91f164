import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync, appendFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Outcome, reconciliationLine } from '@cc/contracts';
import { kafkaBroker, NotAllowed, type KafkaConnection } from '@cc/messaging';
import type { Organisation } from '@cc/procedures';
import { missingOf, whatDiffers } from './add-up.js';
import { checkFile, readRows } from './check-file.js';
import { loadMapping, type Mapping } from './mapping/load.js';
import { ImportProblem, NoAnswer } from './problem.js';
import type { Tally } from './read/tally.js';
import { Journal } from './send/journal.js';
import { sendRows } from './send/send-rows.js';

export interface ImportOptions {
  file: string;
  mapping: Mapping;
  /** How the source comes to Kafka. */
  kafka: Pick<KafkaConnection, 'brokers' | 'security'>;
  /** Where the position is kept, and the rows that were refused. */
  dir: string;
  now: Date;
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
  /** Every row that was refused, with its reason; null where there is none. */
  refusedFile: string | null;
  /** 对账: rows against what became of them. */
  line: string;
}

/** Throws with every problem of the mapping. `encoding` stands above the one that it names. */
export function readMapping(file: string, organisation: Organisation, encoding?: string): Mapping {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new ImportProblem(`the mapping ${file} cannot be read`, [(cause as Error).message], { cause });
  }
  const mapping = loadMapping(file, text, organisation);
  return encoding === undefined ? mapping : { ...mapping, encoding };
}

/** Imports a file: reads it once to the end, then sends its rows and waits for what became of each. */
export async function importHistory(options: ImportOptions): Promise<Imported> {
  const { file, mapping, kafka, dir, now, say } = options;
  mkdirSync(dir, { recursive: true });
  const refusals = join(dir, `${basename(file)}.refused.jsonl`);
  writeFileSync(refusals, '');
  const refuse = (row: object) => appendFileSync(refusals, `${JSON.stringify(row)}\n`);
  const tally = await checkFile(file, mapping, now, ({ line, objections }) => refuse({ line, objections }));

  const began = Date.now();
  const { fields: _fields, problem: _problem, ...says } = mapping;
  const journal = new Journal(dir, file, JSON.stringify({ ...says, fields: mapping.fields }), mapping.source);
  const principal = `source-${mapping.source}`;
  // A guarded broker gives each principal the groups below its own name, and no others.
  const broker = kafkaBroker({ ...kafka, clientId: principal, log: silent });
  try {
    const { rows, outcomes, doubled } = await sendRows(readRows(file, mapping, now), {
      broker,
      source: mapping.source,
      group: `${principal}.import.${randomUUID()}`,
      journal,
      patienceMs: options.patienceMs ?? 60_000,
      progress: (done) => options.progress(done, tally.rows),
      refused: (sourceId, { violations }) => refuse({ sourceId, violations }),
      say,
    });
    journal.remove();
    const all = Object.fromEntries(Outcome.options.map((outcome) => [outcome, outcomes[outcome] ?? 0])) as Record<
      Outcome,
      number
    >;
    const submissions = tally.rows;
    const sums = { read: submissions, done: rows, doubled };
    const missing = missingOf(sums);
    return {
      tally,
      outcomes: all,
      rows,
      missing,
      doubled,
      differences: whatDiffers(sums),
      seconds: (Date.now() - began) / 1000,
      refusedFile: all.refused > 0 ? refusals : null,
      line: reconciliationLine({ submissions, items: rows, outcomes: all, bounced: 0, missing, doubled }),
    };
  } catch (error) {
    if (error instanceof ImportProblem || error instanceof NotAllowed) throw error;
    throw new NoAnswer(
      `Kafka at ${kafka.brokers}: ${(error as Error).message}; when it answers, the same command goes on`,
      [],
      {
        cause: error,
      },
    );
  } finally {
    await broker.close();
  }
}

/** What the client would log is in its error too. */
const silent = { log() {}, warn() {}, error() {} };
