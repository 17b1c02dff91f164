import { readDataFile } from '../load/data-file.js';
import { didYouMean } from '../load/did-you-mean.js';
import { fromHere, type DataProblem } from '../load/problem.js';
import { EXAMPLES, yamlFiles, type ProcedureBook } from '../procedure/load.js';
import { checkExample } from './check.js';
import { play, type Played } from './run.js';
import { ExamplesFile, type ExampleEntry } from './schema.js';

/** An example with the place it stands at. */
export interface PlayedExample {
  /** From where the process was called. */
  file: string;
  line: number;
  name: string;
  example: ExampleEntry;
  played: Played;
}

/** Plays every example below `dir`. A file that cannot be read, or names no procedure, is a problem. */
export function playExamples(dir: string, book: ProcedureBook, problems: DataProblem[]): PlayedExample[] {
  const files = yamlFiles(dir).filter((name) => name.endsWith(EXAMPLES));
  return files.flatMap((path) => {
    const file = readDataFile(path, ExamplesFile, problems);
    if (!file) return [];
    const { procedure: id, version, examples } = file.value;
    const procedure = book.all().find(({ basis }) => basis.id === id && basis.version === version);
    if (!procedure) {
      problems.push(file.problem(['procedure'], `there is no procedure ${id} ${version}; ${instead(id, book)}`));
      return [];
    }
    return examples.flatMap((example, at) => {
      const { line } = file.problem(['examples', at], '');
      checkExample(procedure, example, (path, said) => problems.push(file.problem(['examples', at, ...path], said)));
      try {
        return [{ file: fromHere(path), line, name: example.name, example, played: play(book, procedure, example) }];
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        problems.push({ file: path, line, message: error.message });
        return [];
      }
    });
  });
}

function instead(id: string, book: ProcedureBook): string {
  const versions = book.all().flatMap(({ basis }) => (basis.id === id ? [basis.version] : []));
  if (versions.length > 0) return `${id} has ${versions.join(', ')}`;
  const ids = [...new Set(book.all().map(({ basis }) => basis.id))];
  return didYouMean(id, ids) ?? `there are ${ids.join(', ')}`;
}
