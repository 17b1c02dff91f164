import { join } from 'node:path';
import { demo } from './demo.js';
import { history } from './history.js';
import { up } from './up.js';

const root = join(import.meta.dirname, '..', '..', '..');

try {
  const { INPUT: file, MAPPING: mapping } = process.env;
  if (process.argv[2] === 'up') await up(root);
  else if (file) await history(root, { file, mapping });
  else await demo(root);
} catch (error) {
  console.error(`\n${inWords(error)}`);
  process.exit(1); // What was started ends with us.
}

/** The message with its causes; a stack only of what nobody foresaw. */
function inWords(error: unknown): string {
  const foreseen = error instanceof Error && (error.constructor === Error || error.name === 'ImportProblem');
  if (!foreseen) return error instanceof Error ? (error.stack ?? error.message) : String(error);
  const causes = new Set<string>();
  for (let { cause } = error; cause instanceof Error; { cause } = cause) causes.add(`\n  because: ${cause.message}`);
  return `${error.message}${[...causes].join('')}`;
}
