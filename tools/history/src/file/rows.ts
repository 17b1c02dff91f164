import { createReadStream, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { ImportProblem } from '../problem.js';
import type { Mapping } from '../mapping/load.js';
import { decoded } from './decode.js';
import { delimiterOf } from './delimiter.js';
import { otherDelimiter } from './header.js';

/** A row of the file: the line on which it begins, and its cells as they are written. */
export interface Row {
  line: number;
  cells: string[];
}

/** A field that is not closed would otherwise gather the rest of the file. */
const MOST_OF_A_ROW = 32 * 1024 * 1024;

/** The rows of a CSV file, the header first, read as fast as they are taken. Throws on what makes the rest unreadable. */
export async function* rowsOf(
  file: string,
  mapping: Pick<Mapping, 'encoding' | 'delimiter' | 'problem'>,
): AsyncGenerator<Row> {
  mustBeFile(file);
  const { encoding, delimiter } = mapping;
  let beginning = '';
  const remembered = async function* () {
    for await (const piece of decoded(file, createReadStream(file), encoding)) {
      beginning ||= piece;
      yield piece;
    }
  };
  const text = Readable.from(remembered(), { objectMode: true, highWaterMark: 1 });
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MOST_OF_A_ROW,
    encoding: 'utf8',
  });
  text.on('error', (error) => parser.destroy(error));
  text.pipe(parser);
  let begun = false;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      begun = true;
      const broken = record.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
      yield { line: info.lines - broken, cells: record };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const other = begun ? null : delimiterOf(beginning.split('\n', 1)[0]!);
    if (other !== null && other !== delimiter) throw otherDelimiter(file, 1, other, mapping);
    throw unreadable(file, error);
  } finally {
    text.destroy();
    parser.destroy();
  }
  if (!begun) throw empty(file);
}

function mustBeFile(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) throw new ImportProblem({ zh: `${file} 不存在`, en: `${file} is not there` });
  if (found.isDirectory()) {
    throw new ImportProblem({
      zh: `${file} 是文件夹；请给出其中的文件`,
      en: `${file} is a folder; name the file in it`,
    });
  }
  if (!found.isFile()) {
    throw new ImportProblem({
      zh: `${file} 不是普通文件：导入要读两遍，中断后还要再读`,
      en: `${file} is no file: it is read twice, and again after an interruption`,
    });
  }
  if (found.size === 0) throw empty(file);
}

const empty = (file: string) =>
  new ImportProblem({ zh: `${file} 是空的：连表头都没有`, en: `${file} is empty: it has not even a header` });

function unreadable(file: string, error: CsvError): ImportProblem {
  const { lines } = error as unknown as { lines: number };
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return new ImportProblem({
        zh: `${file} 在第 ${lines} 行的引号内结束：文件被截断了，或前面缺了一个引号`,
        en: `${file} ends within a quoted field, on line ${lines}: the file was cut off, or a quotation mark is missing before it`,
      });
    case 'INVALID_OPENING_QUOTE':
      return new ImportProblem({
        zh: `${file} 第 ${lines} 行：不以引号开头的字段中有引号；请给该字段加引号，并把其中的引号写成两个`,
        en: `${file}, line ${lines}: a quotation mark within a field that does not begin with one; quote the field and double the mark`,
      });
    case 'CSV_INVALID_CLOSING_QUOTE':
      return new ImportProblem({
        zh: `${file} 第 ${lines} 行：右引号之后还有文字；属于文字的引号请写成两个，或给出正确的分隔符`,
        en: `${file}, line ${lines}: text after a closing quotation mark; double the marks that belong to the text, or name the right delimiter`,
      });
    case 'CSV_MAX_RECORD_SIZE':
      return new ImportProblem({
        zh: `${file} 第 ${lines} 行：一行超过 ${MOST_OF_A_ROW / 1024 / 1024} MB；可能有引号没有闭合`,
        en: `${file}, line ${lines}: a row of more than ${MOST_OF_A_ROW / 1024 / 1024} MB; a quotation mark is probably not closed`,
      });
    default:
      return new ImportProblem({
        zh: `${file} 第 ${lines} 行：${error.message}`,
        en: `${file}, line ${lines}: ${error.message}`,
      });
  }
}
