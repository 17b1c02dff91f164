import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..');
const [command, ...args] = process.argv.slice(2);

try {
  process.exit(await run());
} catch (error) {
  console.error(`\n${inWords(error)}`);
  process.exit(1); // What was started ends with us.
}

/** What is not asked for is not loaded: a month needs all services in this process, `up` none. */
async function run(): Promise<number> {
  if (command === 'up') {
    const { up } = await import('./up.js');
    await up(root);
    return 0;
  }
  const { INPUT: file, MAPPING: mapping } = process.env;
  if (file) {
    const { history } = await import('./history.js');
    await history(root, { file, mapping });
    return 0;
  }
  if (command === 'month') {
    const [{ demoMonth }, { monthOptions }] = await Promise.all([
      import('./month/demo-month.js'),
      import('./month/options.js'),
    ]);
    const { isRight } = await demoMonth(root, monthOptions(args));
    return isRight ? 0 : 1;
  }
  throw new Error(`There is no demonstration "${command ?? ''}": month --seed 1 --complaints 1000, or up`);
}

/** The message with its causes; a stack only of what nobody foresaw. */
function inWords(error: unknown): string {
  const foreseen = error instanceof Error && (error.constructor === Error || error.name === 'ImportProblem');
  if (!foreseen) return error instanceof Error ? (error.stack ?? error.message) : String(error);
  const causes = new Set<string>();
  for (let { cause } = error; cause instanceof Error; { cause } = cause) causes.add(`\n  because: ${cause.message}`);
  return `${error.message}${[...causes].join('')}`;
}
