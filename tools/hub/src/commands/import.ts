import { Command } from 'commander';
import type { Imported, RefusedRow, Tally } from '@cc/history';
import { EXIT, HubError } from '../connection.js';
import type { Output } from '../output.js';
import { counted } from '../counted.js';
import { table } from '../table.js';
import { connectionOf, withKafka, type KafkaOptions } from './kafka-options.js';

interface Options extends KafkaOptions {
  mapping: string;
  organisation: string;
  encoding?: string;
  check?: boolean;
  journal: string;
}

export function importCommand(output: Output): Command {
  return withKafka(new Command('import'))
    .description('import the export of another system as history: counted and told, never worked on. 历史数据导入')
    .argument('<file>', 'a CSV file with a header')
    .requiredOption('--mapping <file>', 'YAML that says what each column means (docs/import.md)')
    .option('--organisation <id>', 'whose history it is', 'telecom-group')
    .option('--encoding <name>', 'of the file, above the one of the mapping: utf-8, gb18030, …')
    .option('--check', 'read and repair every row, say what is wrong, send nothing')
    .option('--journal <dir>', 'where the position is kept, and the rows that were refused', '.run/import')
    .addHelpText(
      'after',
      `
Examples:
  hub import tickets-2015.csv --mapping tickets-2015.yaml --check
  hub import tickets-2015.csv --mapping tickets-2015.yaml --brokers "$BROKER" --ca "$ACCESS/source-history/ca.pem" \\
    --certificate "$ACCESS/source-history/certificate.pem" --key "$ACCESS/source-history/key.pem"

On a guarded broker come as the source that the mapping names.

Interrupted, the same command goes on. Once more after its end it makes duplicates only, and what was refused is refused.

Exits with 1 when rows were refused, are missing or doubled, with 2 when the file or the mapping is wrong, with 4 when the broker does not let us.`,
    )
    .action(async (file: string, options: Options) => {
      // Loaded only here: most commands import nothing.
      const { checkFile, importHistory, ImportProblem, NoAnswer, readMapping } = await import('@cc/history');
      const { NotAllowed } = await import('@cc/messaging');
      const { loadOrganisations } = await import('@cc/procedures');
      try {
        const organisation = loadOrganisations().of(options.organisation);
        const mapping = readMapping(options.mapping, organisation, options.encoding);
        const now = new Date();
        if (options.check) {
          const tally = await checkFile(file, mapping, now);
          output.print(await checked(file, tally), tally);
          if (tally.refused > 0) throw wereRefused(tally.refused, tally.shown);
          return;
        }
        const kafka = connectionOf(options);
        const say = (line: string) => console.error(`hub: ${line}`);
        const dir = options.journal;
        const progress = new Progress();
        const at = (...rows: [number, number]) => progress.at(...rows);
        const done = await importHistory({ file, mapping, kafka, dir, now, say, progress: at });
        progress.end();
        output.print(await imported(file, done), { ...done, repairs: done.tally.repairs() });
        if (done.differences.length > 0) throw new HubError(done.differences.join('; '), EXIT.difference);
        if (done.outcomes.refused > 0) throw wereRefused(done.outcomes.refused, done.refusedRows);
      } catch (error) {
        if (error instanceof NoAnswer) throw new HubError(error.message, EXIT.unreachable);
        if (error instanceof NotAllowed) throw new HubError(error.message, EXIT.refused);
        if (error instanceof ImportProblem) throw new HubError(error.message, EXIT.usage);
        throw error;
      }
    });
}

const wereRefused = (rows: number, { length: told }: readonly RefusedRow[]) =>
  new HubError(
    `${rows === 1 ? '1 row was' : `${rows} rows were`} refused; ${told < rows ? `the reasons of ${told} stand above` : 'the reasons stand above'}`,
    EXIT.difference,
  );

async function checked(file: string, tally: Tally): Promise<string> {
  return [
    `${counted(tally.rows, 'row')} read, ${tally.refused} refused; nothing was sent`,
    await details(file, tally, tally.refused, tally.shown),
  ].join('\n');
}

/** What was repaired and refused, and the line that every row is found in again. */
export async function imported(file: string, done: Imported): Promise<string> {
  const { tally, outcomes, rows, seconds, refusedFile } = done;
  const here = tally.refused;
  return [
    `${counted(rows, 'row')} in ${seconds.toFixed(1)} s: ${Math.round(rows / seconds)} a second; at most ${peakMb()} MB of memory`,
    await details(file, tally, outcomes.refused, done.refusedRows),
    outcomes.refused > 0
      ? `refused: ${here} before they were sent, ${outcomes.refused - here} by intake; all of them with their reasons: ${refusedFile}`
      : 'no row was refused',
    done.line,
  ].join('\n');
}

async function details(file: string, tally: Tally, refused: number, shown: readonly RefusedRow[]): Promise<string> {
  const { refusalInWords } = await import('@cc/history');
  const repairs = tally.repairs().map(({ rule, rows }) => [rule, rows]);
  return [
    ...(repairs.length > 0 ? [table(['repair rule', 'rows'], repairs)] : []),
    ...shown.flatMap((row) => refusalInWords(file, row)),
    ...(refused > shown.length ? [`… and ${counted(refused - shown.length, 'more row')}`] : []),
  ].join('\n');
}

const peakMb = () => Math.round(process.resourceUsage().maxRSS / 1024);

const LINE_EVERY_MS = 5000;

/** How far it is: one line that changes at a terminal, a line now and then in a log. */
class Progress {
  private readonly began = Date.now();
  private saidAt = Date.now();

  at(rows: number, of: number): void {
    const terminal = process.stderr.isTTY;
    if (!terminal && Date.now() - this.saidAt < LINE_EVERY_MS) return;
    this.saidAt = Date.now();
    const rate = Math.round((rows * 1000) / Math.max(1, Date.now() - this.began));
    process.stderr.write(
      `${terminal ? '\r' : ''}${rows} of ${counted(of, 'row')}, ${rate} a second${terminal ? '   ' : '\n'}`,
    );
  }

  end(): void {
    if (process.stderr.isTTY) process.stderr.write('\n');
  }
}
