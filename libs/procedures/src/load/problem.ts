/** One thing that is wrong in a data file. */
export interface DataProblem {
  file: string;
  line: number;
  message: string;
}

/** One line a problem, as a compiler prints them: `file:line: what would be right`. */
export function printProblems(problems: readonly DataProblem[]): string {
  return problems.map(({ file, line, message }) => `  ${file}:${line}: ${message}`).join('\n');
}
