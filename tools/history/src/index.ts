export { bundledData } from './bundled-data.js';
export { checkFile, fits } from './check-file.js';
export { importHistory, readMapping, type Imported, type ImportOptions } from './import-history.js';
export type { Mapping } from './mapping/load.js';
export { ImportProblem, NoAnswer } from './problem.js';
export { refusalInWords, type RefusedRow } from './read/refused-row.js';
export { type Tally } from './read/tally.js';
