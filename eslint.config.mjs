import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

const only = (sourceTag, ...onlyDependOnLibsWithTags) => ({ sourceTag, onlyDependOnLibsWithTags });

/** Decisions stay pure: what these libraries may not even import. */
const FRAMEWORKS = ['@nestjs/*', 'typeorm', 'kafkajs', 'pg', '@nestjs/typeorm'];

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '.nx/**', '.cache/**', '.run/**'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommended],
    plugins: { '@nx': nx },
    languageOptions: {
      // One program for all projects: loading one for each of them takes a minute and more.
      parserOptions: { project: 'tsconfig.lint.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          allow: [],
          depConstraints: [
            only('type:contracts'),
            only('type:procedures'),
            only('type:stack'),
            only('type:messaging', 'type:contracts', 'type:stack'),
            only('type:service-kit', 'type:contracts', 'type:messaging', 'type:stack'),
            only(
              'type:testing',
              'type:contracts',
              'type:messaging',
              'type:procedures',
              'type:service-kit',
              'type:stack',
            ),
            only('type:app', 'type:contracts', 'type:messaging', 'type:procedures', 'type:service-kit', 'type:testing'),
            // What looks at all services together, and only that, may import them.
            only(
              'type:whole',
              'type:app',
              'type:contracts',
              'type:messaging',
              'type:procedures',
              'type:service-kit',
              'type:testing',
              'type:stack',
              'type:tool',
              'type:whole',
            ),
            only(
              'type:tool',
              'type:contracts',
              'type:messaging',
              'type:procedures',
              'type:service-kit',
              'type:testing',
              'type:stack',
              'type:tool',
            ),
          ],
        },
      ],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-properties': [
        'error',
        { object: 'jest', property: 'setTimeout', message: 'Wait for a signal instead.' },
      ],
    },
  },
  {
    // What runs in a browser has the browser's types.
    files: ['apps/reporting/web/**/*.ts'],
    languageOptions: { parserOptions: { project: 'apps/reporting/web/tsconfig.json' } },
  },
  {
    files: ['libs/{contracts,procedures}/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: FRAMEWORKS, message: 'Contracts and procedures are pure: no Nest, no database, no Kafka.' },
          ],
        },
      ],
    },
  },
  {
    files: ['apps/**/*.ts', 'libs/service-kit/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['kafkajs'], message: 'libs/messaging is the only code that knows Kafka.' }] },
      ],
    },
  },
  {
    // The domain's time is injected: a wall clock in a decision cannot be replayed or simulated.
    files: ['apps/*/src/**/*.ts', 'libs/procedures/src/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/main.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'Take `now` as an argument.',
        },
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Take `now` as an argument.' },
      ],
    },
  },
);
