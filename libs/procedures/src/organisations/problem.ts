import { printProblems, type DataProblem } from '../load/problem.js';

/** All that is wrong with an organisation's files, in one error; nothing of the organisation is used. */
export class InvalidOrganisation extends Error {
  constructor(readonly problems: readonly DataProblem[]) {
    super(`organisation data cannot be used, ${problems.length} problem(s):\n${printProblems(problems)}`);
    this.name = 'InvalidOrganisation';
  }
}
