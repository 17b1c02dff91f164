import { inOrderOfFiles, printProblems, type DataProblem } from '../load/problem.js';

/** All that is wrong with the procedures of a folder, in one error; none of them is used. */
export class InvalidProcedures extends Error {
  readonly problems: readonly DataProblem[];

  constructor(found: readonly DataProblem[]) {
    const problems = inOrderOfFiles(found);
    super(
      `procedures cannot be used, ${problems.length === 1 ? '1 problem' : `${problems.length} problems`}:\n${printProblems(problems)}`,
    );
    this.name = 'InvalidProcedures';
    this.problems = problems;
  }
}
