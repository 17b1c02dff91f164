// Proves that the boundaries are enforced: each of these imports must be refused. It matters because the Nx rule only
// warns, and lets everything pass, when it finds no project graph, as in a fresh clone.
import { ESLint } from 'eslint';

const MODULE_BOUNDARIES = '@nx/enforce-module-boundaries';

const refused = [
  ['an app imports an app', 'apps/intake/src/main.ts', '@cc/routing', MODULE_BOUNDARIES],
  ['an app imports an app by path', 'apps/intake/src/main.ts', '../../routing/src/main.js', MODULE_BOUNDARIES],
  ['a tool imports an app', 'tools/hub/src/main.ts', '@cc/routing', MODULE_BOUNDARIES],
  ['contracts import messaging', 'libs/contracts/src/index.ts', '@cc/messaging', MODULE_BOUNDARIES],
  ['contracts import Nest', 'libs/contracts/src/index.ts', '@nestjs/common', 'no-restricted-imports'],
  ['procedures import TypeORM', 'libs/procedures/src/index.ts', 'typeorm', 'no-restricted-imports'],
  ['an app imports the Kafka client', 'apps/routing/src/main.ts', 'kafkajs', 'no-restricted-imports'],
];

// With CI=true, typescript-eslint would read the files on disk instead of the text it is given.
process.env.TSESTREE_SINGLE_RUN = 'false';

const eslint = new ESLint();
let failures = 0;
for (const [what, filePath, target, rule] of refused) {
  const [result] = await eslint.lintText(`import '${target}';\n`, { filePath });
  const holds = result.messages.some(({ ruleId, severity }) => ruleId === rule && severity === 2);
  if (!holds) failures += 1;
  console.log(`${holds ? 'refused' : 'NOT REFUSED'}: ${what} (${target})`);
  if (!holds) console.log(result.messages);
}
process.exitCode = failures === 0 ? 0 : 1;
