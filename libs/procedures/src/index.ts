export type * from './answer.js';
export type * from './organisation.js';
export { loadOrganisations } from './organisations/load.js';
export type { DataProblem } from './load/problem.js';
export { InvalidOrganisation } from './organisations/problem.js';
export type * from './procedures.js';
export { provisionalProcedures } from './provisional/provisional-procedures.js';
export type * from './timeline.js';
