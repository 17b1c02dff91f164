/** One thing that is wrong in a data file. */
export interface DataProblem {
  file: string;
  line: number;
  message: string;
}

/** All that is wrong with an organisation's files, in one error; nothing of the organisation is used. */
export class InvalidOrganisation extends Error {
  constructor(readonly problems: readonly DataProblem[]) {
    const lines = problems.map(({ file, line, message }) => `  ${file}:${line}: ${message}`);
    super(`organisation data cannot be used, ${problems.length} problem(s):\n${lines.join('\n')}`);
    this.name = 'InvalidOrganisation';
  }
}
