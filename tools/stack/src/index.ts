export { startKafka } from './kafka.js';
export type { RunningKafka } from './kafka.js';
export type { Guard } from './guard.js';
export { startPostgres } from './postgres.js';
export type { RunningPostgres } from './postgres.js';
export { cloneDatabase, createDatabase, dropDatabase, provideDatabases, schemaOf } from './database.js';
export { startService } from './service.js';
export type { RunningService } from './service.js';
export { freePort } from './free-port.js';
export { chooseProvider } from './docker.js';
export type { Provider } from './docker.js';
export {
  filesIn,
  passwordFileIn,
  provideIdentities,
  provideInstallation,
  writeIdentity,
  type IdentityFiles,
} from './identities.js';
export type { Authority } from './authority.js';
export { writeSecret } from './secret-file.js';
