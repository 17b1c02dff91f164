import { basename } from 'node:path';
import type { Language } from '@cc/procedures';
import { columnsOf } from './file/header.js';
import { rowsOf } from './file/rows.js';
import type { Mapping } from './mapping/load.js';
import { ImportProblem } from './problem.js';
import { RowReader, type ReadRow } from './read/read-row.js';
import { Tally } from './read/tally.js';

/** The rows of a file as its mapping reads them, in order; the same however often it is read. Reasons are in `language`. */
export async function* readRows(
  file: string,
  mapping: Mapping,
  now: Date,
  language: Language,
): AsyncGenerator<ReadRow> {
  let reader: RowReader | undefined;
  for await (const row of rowsOf(file, mapping)) {
    if (reader) yield reader.read(row);
    else reader = new RowReader(basename(file), mapping, columnsOf(file, row, mapping), now, language);
  }
}

/** Whether the columns of a file are those of a mapping. */
export async function fits(file: string, mapping: Mapping): Promise<boolean> {
  for await (const header of rowsOf(file, mapping)) {
    try {
      columnsOf(file, header, mapping);
      return true;
    } catch (error) {
      if (error instanceof ImportProblem) return false;
      throw error;
    }
  }
  return false;
}

/**
 * Reads the whole file once and sends nothing. Throws on what makes it unreadable, wherever that stands: an import that
 * begins comes to the end of the file.
 */
export async function checkFile(file: string, mapping: Mapping, now: Date, language: Language): Promise<Tally> {
  const tally = new Tally(mapping);
  for await (const row of readRows(file, mapping, now, language)) tally.add(row);
  if (tally.rows === 0) {
    throw new ImportProblem({
      zh: `${file} 只有表头，没有数据行：没有可导入的内容`,
      en: `${file} holds a header and no rows: there is nothing to import`,
    });
  }
  return tally;
}
