import type { Imported, RefusedRow, Tally } from '@cc/history';
import type { Language, loadOrganisations, LocalisedText, Organisation } from '@cc/procedures';
import { Command } from 'commander';
import { EXIT, HubError } from '../connection.js';
import type { Output } from '../output.js';
import { counted } from '../counted.js';
import { asItIs } from '../language.js';
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
    .description('import the export of another system as history: counted and told, never worked on.')
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
      const procedures = await import('@cc/procedures');
      const { language } = output;
      try {
        const organisation = organisationNamed(options.organisation, procedures.loadOrganisations());
        const mapping = readMapping(options.mapping, organisation, options.encoding);
        const now = new Date();
        if (options.check) {
          const tally = await checkFile(file, mapping, now, language);
          output.print(asItIs(await checked(file, tally, language)), tally);
          if (tally.refused > 0) throw wereRefused(tally.refused, tally.shown);
          return;
        }
        const kafka = connectionOf(options);
        const say = (line: string) => console.error(`hub: ${line}`);
        const dir = options.journal;
        const progress = new Progress(language);
        const at = (...rows: [number, number]) => progress.at(...rows);
        const done = await importHistory({ file, mapping, kafka, dir, now, language, say, progress: at });
        progress.end();
        output.print(asItIs(await imported(file, done, language)), { ...done, repairs: done.tally.repairs() });
        if (done.differences.length > 0) {
          throw new HubError(asItIs(done.differences.join(language === 'zh' ? '；' : '; ')), EXIT.difference);
        }
        if (done.outcomes.refused > 0) throw wereRefused(done.outcomes.refused, done.refusedRows);
      } catch (error) {
        if (error instanceof NoAnswer) throw new HubError(error.said, EXIT.unreachable);
        if (error instanceof NotAllowed) throw new HubError(asItIs(error.message), EXIT.refused);
        if (error instanceof ImportProblem) throw new HubError(error.said, EXIT.usage);
        throw error;
      }
    });
}

function organisationNamed(id: string, known: ReturnType<typeof loadOrganisations>): Organisation {
  if (known.ids().includes(id)) return known.of(id);
  const there = known.ids();
  throw new HubError(
    {
      zh: `没有机构“${id}”；有 ${there.join('、')}（另一文件夹中的机构由 ORGANISATIONS 指明）`,
      en: `there is no organisation "${id}"; there are ${there.join(', ')} (ORGANISATIONS names a folder with others)`,
    },
    EXIT.usage,
  );
}

function wereRefused(rows: number, { length: told }: readonly RefusedRow[]): HubError {
  const some = told < rows;
  const said: LocalisedText = {
    zh: `${rows} 行被拒收；${some ? `其中 ${told} 行的原因` : '原因'}见上`,
    en: `${rows === 1 ? '1 row was' : `${rows} rows were`} refused; ${some ? `the reasons of ${told} stand above` : 'the reasons stand above'}`,
  };
  return new HubError(said, EXIT.difference);
}

async function checked(file: string, tally: Tally, language: Language): Promise<string> {
  const { rows, refused } = tally;
  const read = {
    zh: `读了 ${rows} 行，其中 ${refused} 行拒收；没有发送任何内容`,
    en: `${counted(rows, 'row')} read, ${refused} refused; nothing was sent`,
  };
  return [read[language], ...(await details(file, tally, refused, tally.shown, language))].join('\n');
}

/** What was repaired and refused, and the line that every row is found in again. */
export async function imported(file: string, done: Imported, language: Language): Promise<string> {
  const { tally, outcomes, rows, seconds, refusedFile } = done;
  const [here, by] = [tally.refused, outcomes.refused - tally.refused];
  const [took, rate, mb] = [seconds.toFixed(1), Math.round(rows / seconds), peakMb()];
  const ran = {
    zh: `${rows} 行，用时 ${took} 秒：每秒 ${rate} 行；内存最多 ${mb} MB`,
    en: `${counted(rows, 'row')} in ${took} s: ${rate} a second; at most ${mb} MB of memory`,
  };
  const refused =
    outcomes.refused > 0
      ? {
          zh: `拒收：发送前 ${here} 行，intake ${by} 行；全部及原因见 ${refusedFile}`,
          en: `refused: ${here} before they were sent, ${by} by intake; all of them with their reasons: ${refusedFile}`,
        }
      : { zh: '没有行被拒收', en: 'no row was refused' };
  return [
    ran[language],
    ...(await details(file, tally, outcomes.refused, done.refusedRows, language)),
    refused[language],
    done.line,
  ].join('\n');
}

async function details(
  file: string,
  tally: Tally,
  refused: number,
  shown: readonly RefusedRow[],
  language: Language,
): Promise<string[]> {
  const { refusalInWords } = await import('@cc/history');
  const repairs = tally.repairs().map(({ rule, rows }) => [rule, rows]);
  const heads = { zh: ['修正规则', '行数'], en: ['repair rule', 'rows'] };
  const more = refused - shown.length;
  return [
    ...(repairs.length > 0 ? [table(heads[language], repairs)] : []),
    ...shown.flatMap((row) => refusalInWords(file, row, language)),
    ...(more > 0 ? [{ zh: `…… 另有 ${more} 行`, en: `… and ${counted(more, 'more row')}` }[language]] : []),
  ];
}

const peakMb = () => Math.round(process.resourceUsage().maxRSS / 1024);

const LINE_EVERY_MS = 5000;

/** How far it is: one line that changes at a terminal, a line now and then in a log. */
class Progress {
  private readonly began = Date.now();
  private saidAt = Date.now();

  constructor(private readonly language: Language) {}

  at(rows: number, of: number): void {
    const terminal = process.stderr.isTTY;
    if (!terminal && Date.now() - this.saidAt < LINE_EVERY_MS) return;
    this.saidAt = Date.now();
    const rate = Math.round((rows * 1000) / Math.max(1, Date.now() - this.began));
    const said = {
      zh: `${rows} / ${of} 行，每秒 ${rate} 行`,
      en: `${rows} of ${counted(of, 'row')}, ${rate} a second`,
    }[this.language];
    process.stderr.write(`${terminal ? '\r' : ''}${said}${terminal ? '   ' : '\n'}`);
  }

  end(): void {
    if (process.stderr.isTTY) process.stderr.write('\n');
  }
}
