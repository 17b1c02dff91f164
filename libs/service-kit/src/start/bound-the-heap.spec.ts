import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const BOUND = join(import.meta.dirname, 'bound-the-heap.ts');
/** V8 alone would let the heap grow fourfold after it. */
const PROGRAM = `
  await import(${JSON.stringify(BOUND)});
  const kept = [];
  for (let i = 0; i < 400_000; i++) kept.push({ i, list: [i] });
  gc();`;
const TRACED = ['--trace-gc-verbose', '--expose-gc', '--disable-warning=ExperimentalWarning'];

it('lets the heap grow to twice of what is alive, as V8 itself says at its last collection', () => {
  const options = [...TRACED, '--input-type=module', '--eval', PROGRAM];

  const trace = execFileSync(process.execPath, options, { encoding: 'utf8', env: {} });

  const factors = [...trace.matchAll(/\[HeapController\] factor (\S+)/g)].map(([, factor]) => factor);
  expect(factors.at(-1)).toBe('2.0');
});
