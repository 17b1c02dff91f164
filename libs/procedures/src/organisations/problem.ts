import { inOrderOfFiles, printProblems, type DataProblem } from '../load/problem.js';

/** All that is wrong with an organisation's files, in one error; nothing of the organisation is used. */
export class InvalidOrganisation extends Error {
  readonly problems: readonly DataProblem[];

  constructor(found: readonly DataProblem[]) {
    const problems = inOrderOfFiles(found);
    super(
      `organisation data cannot be used, ${problems.length === 1 ? '1 problem' : `${problems.length} problems`}:\n${printProblems(problems)}`,
    );
    this.name = 'InvalidOrganisation';
    this.problems = problems;
  }
}
