import { printProblems, type DataProblem } from '../load/problem.js';

/** All that is wrong with the procedures of a folder, in one error; none of them is used. */
export class InvalidProcedures extends Error {
  constructor(readonly problems: readonly DataProblem[]) {
    super(`procedures cannot be used, ${problems.length} problem(s):\n${printProblems(problems)}`);
    this.name = 'InvalidProcedures';
  }
}
