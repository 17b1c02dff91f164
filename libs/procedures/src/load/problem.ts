import { relative } from 'node:path';

/** One thing that is wrong in a data file. */
export interface DataProblem {
  file: string;
  line: number;
  message: string;
}

/** File by file and line by line, with paths as a compiler prints them: from where it was called. */
export function inOrderOfFiles(problems: readonly DataProblem[]): DataProblem[] {
  return problems
    .map((problem) => ({ ...problem, file: fromHere(problem.file) }))
    .sort((one, other) => one.file.localeCompare(other.file) || one.line - other.line);
}

export const fromHere = (file: string): string => relative('.', file);

/** One line a problem, as a compiler prints them: `file:line: what would be right`. */
export function printProblems(problems: readonly DataProblem[]): string {
  return problems.map(({ file, line, message }) => `  ${file}:${line}: ${message}`).join('\n');
}
