import { project } from './jest.preset.mjs';

const CONFORMANCE = '/libs/messaging/src/conformance/';
const under = ['apps', 'libs', 'tools'];
const match = (suffix) => under.map((root) => `<rootDir>/${root}/**/${suffix}`);

export default {
  projects: [
    project('unit', match('!(*.int|*.e2e).spec.ts'), {
      globalSetup: '<rootDir>/libs/testing/src/jest/open-temporary-folder.mjs',
      globalTeardown: '<rootDir>/libs/testing/src/jest/stop.mjs',
    }),
    project('int', match('*.int.spec.ts'), {
      testPathIgnorePatterns: [CONFORMANCE],
      setupFilesAfterEnv: ['<rootDir>/libs/testing/src/jest/one-query-at-a-time.mjs'],
      globalSetup: '<rootDir>/libs/testing/src/jest/start-postgres.mjs',
      globalTeardown: '<rootDir>/libs/testing/src/jest/stop.mjs',
    }),
    project('e2e', match('*.e2e.spec.ts'), {
      testPathIgnorePatterns: [CONFORMANCE],
      setupFilesAfterEnv: ['<rootDir>/libs/testing/src/jest/one-query-at-a-time.mjs'],
      globalSetup: '<rootDir>/libs/testing/src/jest/start-kafka-and-postgres.mjs',
      globalTeardown: '<rootDir>/libs/testing/src/jest/stop.mjs',
    }),
    // One suite for both brokers, to be read case by case; it starts a Kafka of its own, which it kills.
    project('conformance', [`<rootDir>${CONFORMANCE}*.spec.ts`], {
      setupFilesAfterEnv: ['<rootDir>/libs/testing/src/jest/one-query-at-a-time.mjs'],
      globalSetup: '<rootDir>/libs/testing/src/jest/start-postgres.mjs',
      globalTeardown: '<rootDir>/libs/testing/src/jest/stop.mjs',
    }),
  ],
};
