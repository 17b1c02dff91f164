import { project } from './jest.preset.mjs';

const under = ['apps', 'libs', 'tools'];
const match = (suffix) => under.map((root) => `<rootDir>/${root}/**/${suffix}`);

export default {
  projects: [
    project('unit', match('!(*.int|*.e2e).spec.ts')),
    project('int', match('*.int.spec.ts'), {
      globalSetup: '<rootDir>/libs/testing/src/jest/start-postgres.mjs',
      globalTeardown: '<rootDir>/libs/testing/src/jest/stop.mjs',
    }),
    project('e2e', match('*.e2e.spec.ts'), {
      globalSetup: '<rootDir>/libs/testing/src/jest/start-kafka-and-postgres.mjs',
      globalTeardown: '<rootDir>/libs/testing/src/jest/stop.mjs',
    }),
  ],
};
