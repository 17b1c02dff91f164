import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BadOption, optionsFrom, type Options } from './options.js';
import {
  boundInWords,
  closingTable,
  costTable,
  latencyTable,
  machineInWords,
  memoryTable,
} from './report/open-path-in-words.js';
import { run } from './run.js';
import { thisMachine } from './site/machine.js';

/** What batches are for: below it they are not worth their code. */
const WORTH = 5;
const ONE_EVENT_A_BATCH = { BATCH_SIZE: '1', LINGER_MS: '0' };

const root = join(import.meta.dirname, '..', '..', '..');
const folder = join(root, '.run', 'bench');
const log = (line: string) => console.error(`  ${line}`);

const options = readOptions();
mkdirSync(folder, { recursive: true });
const machine = thisMachine(root);
const batches = await run({ ...options, dir: join(folder, 'batches'), log });
const result: Record<string, unknown> = { machine, ...batches };
console.log(`\n${machineInWords(machine)}\n`);

if (options.only === 'one') {
  const one = await run({ ...options, dir: join(folder, 'one'), environment: ONE_EVENT_A_BATCH, log });
  const ratio = one.burst.cpuMsPerTicketOurs / batches.burst.cpuMsPerTicketOurs;
  Object.assign(result, { one, ratio });
  console.log(
    costTable([
      ['batches', batches.burst],
      ['one event a batch', one.burst],
    ]),
  );
  console.log(`\nBatching makes a ticket ${ratio.toFixed(1)} times cheaper (services and PostgreSQL).`);
  if (ratio < WORTH) {
    console.error(`Batching must make a ticket at least ${WORTH} times cheaper.`);
    process.exitCode = 1;
  }
} else {
  const { burst, steady, closing, bound, peakMb } = batches;
  console.log(
    costTable([
      ['open path, all at once', burst],
      ...(steady ? [[`${steady.rate} a second`, steady] as const] : []),
      ...(closing ? [['closing path', closing] as const] : []),
    ]),
  );
  if (steady) console.log(`\n${latencyTable(steady)}`);
  if (closing) console.log(`\n${closingTable(closing)}`);
  if (bound) console.log(`\n${boundInWords(burst, bound)}`);
  console.log(`\n${memoryTable(peakMb)}`);
}

writeFileSync(join(folder, 'result.json'), JSON.stringify(result, null, 2));
console.log(`\nFigures as JSON: .run/bench/result.json`);
if (options.profile)
  console.log('Flame graphs for a browser: .run/bench/batches/*/*.html, beside *.cpuprofile and profile.txt');

function readOptions(): Options {
  try {
    return optionsFrom(process.env);
  } catch (problem) {
    if (!(problem instanceof BadOption)) throw problem;
    console.error(problem.message);
    process.exit(1);
  }
}
