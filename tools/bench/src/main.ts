import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { compareWith } from './compare/compare.js';
import { BadOption, optionsFrom, type Options } from './options.js';
import { comparisonInWords } from './report/comparison-in-words.js';
import {
  boundInWords,
  closingTable,
  costTable,
  latencyTable,
  machineInWords,
  processTable,
} from './report/open-path-in-words.js';
import { soakInWords } from './report/soak-in-words.js';
import { run, soakRun, type Run } from './run.js';
import { thisMachine } from './site/machine.js';

/** What batches are for: below it they are not worth their code. */
const WORTH = 5;
const ONE_EVENT_A_BATCH = { BATCH_SIZE: '1', LINGER_MS: '0' };

const root = join(import.meta.dirname, '..', '..', '..');
const folder = process.argv[2] ?? join(root, '.run', 'bench');
const log = (line: string) => console.error(`  ${line}`);

const options = readOptions();
mkdirSync(folder, { recursive: true });
const machine = thisMachine(root);
const result = await measured();
writeFileSync(join(folder, 'result.json'), JSON.stringify({ machine, ...result }, null, 2));
console.log(`\n${machineInWords(machine)}\nFigures as JSON: ${shown('result.json')}`);
if (options.profile) {
  console.log(`Flame graphs for a browser: ${shown('*/*/*.html')}, beside *.cpuprofile and profile.txt`);
}

async function measured(): Promise<object> {
  try {
    if (options.compare !== null) return await beside(options.compare);
    return options.soakSeconds === null ? await measure() : await keepUp(options.soakSeconds);
  } catch (problem) {
    return refused(problem);
  }
}

async function beside(commit: string): Promise<object> {
  const comparison = await compareWith(commit, { ...options, root, folder, log });
  console.log(`\n${comparisonInWords(comparison)}`);
  return { comparison };
}

async function measure(): Promise<object> {
  const batches = await run({ ...options, dir: join(folder, 'batches'), log });
  if (options.only === 'one') return besideOne(batches);
  const { burst, steady, closing, bound, peakMb, starts } = batches;
  const legs = [
    ['open path, all at once', burst],
    ...(steady ? [[`${steady.rate} a second`, steady] as const] : []),
    ...(closing ? [['closing path', closing] as const] : []),
  ] as const;
  console.log(`\n${costTable(legs)}`);
  if (steady) console.log(`\n${latencyTable(steady)}`);
  if (closing) console.log(`\n${closingTable(closing)}`);
  if (bound) console.log(`\n${boundInWords(burst, bound)}`);
  console.log(`\n${processTable(peakMb, starts)}`);
  return batches;
}

async function besideOne(batches: Run): Promise<object> {
  const one = await run({ ...options, dir: join(folder, 'one'), environment: ONE_EVENT_A_BATCH, log });
  const ratio = one.burst.cpuMsPerTicketOurs / batches.burst.cpuMsPerTicketOurs;
  const legs = [
    ['batches', batches.burst],
    ['one event a batch', one.burst],
  ] as const;
  console.log(`\n${costTable(legs)}\n`);
  console.log(`Batching makes a ticket ${ratio.toFixed(1)} times cheaper (services and PostgreSQL).`);
  if (ratio < WORTH) {
    console.error(`Batching must make a ticket at least ${WORTH} times cheaper.`);
    process.exitCode = 1;
  }
  return { ...batches, one, ratio };
}

async function keepUp(soakSeconds: number): Promise<object> {
  const { burst, soak, peakMb } = await soakRun({ ...options, soakSeconds, dir: join(folder, 'soak'), log });
  const legs = [
    ['all at once', burst],
    [`${soak.measured.rate} a second`, soak.measured],
  ] as const;
  console.log(`\n${costTable(legs)}\n\n${latencyTable(soak.measured)}\n\n${processTable(peakMb, null)}\n`);
  console.log(soakInWords(soak));
  if (!soak.flat || !soak.sustained) process.exitCode = 1;
  return { burst, soak, peakMb };
}

function readOptions(): Options {
  try {
    return optionsFrom(process.env);
  } catch (problem) {
    return refused(problem);
  }
}

function shown(file: string): string {
  return relative(process.cwd(), join(folder, file));
}

/** What was written wrongly is said in a line, anything else with where it happened. */
function refused(problem: unknown): never {
  if (!(problem instanceof BadOption)) throw problem;
  console.error(problem.message);
  process.exit(1);
}
