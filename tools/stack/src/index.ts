export { startKafka } from './kafka.js';
export type { RunningKafka } from './kafka.js';
export { startPostgres } from './postgres.js';
export type { RunningPostgres } from './postgres.js';
export { cloneDatabase, createDatabase, dropDatabase, provideDatabases, schemaOf } from './database.js';
export { startService } from './service.js';
export type { RunningService } from './service.js';
export { freePort } from './free-port.js';
