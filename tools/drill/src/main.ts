import { rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { conclude } from './conclude.js';
import { drill } from './drill.js';

const root = join(import.meta.dirname, '..', '..', '..');
const dir = join(root, '.run', 'drill');
const PATIENCE_MS = 120_000;

const seed = wholeNumber('SEED', 1);
const kills = wholeNumber('KILLS', 12);
const rate = wholeNumber('RATE', 6);

const began = performance.now();
const tell = (line: string) => console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}`);

rmSync(dir, { recursive: true, force: true });
try {
  const result = await drill({ dir, seed, kills, rate, tell, patienceMs: PATIENCE_MS });
  process.exit(conclude(result, { dir: relative(process.cwd(), dir), seed, print: (line) => console.log(line) }));
} catch (error) {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error);
  console.error(`logs: ${relative(process.cwd(), join(dir, 'logs'))}; the same kills again: SEED=${seed}`);
  process.exit(1); // What was started ends with us.
}

function wholeNumber(name: string, otherwise: number): number {
  const written = process.env[name];
  const number = Number(written ?? otherwise);
  if (Number.isSafeInteger(number) && number > 0) return number;
  console.error(`${name}=${written}: give a whole number above 0, for example ${name}=${otherwise}.`);
  process.exit(2);
}
