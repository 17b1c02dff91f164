export type * from './answer.js';
export type * from './organisation.js';
export { loadOrganisations } from './organisations/load.js';
export { InvalidOrganisation, type DataProblem } from './organisations/problem.js';
export type * from './procedures.js';
export { provisionalProcedures } from './provisional/provisional-procedures.js';
export type * from './timeline.js';
