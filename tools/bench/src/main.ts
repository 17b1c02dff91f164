import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measure, type Measured } from './run.js';

const root = join(import.meta.dirname, '..', '..', '..', '.run', 'bench');
const tickets = Number(process.env['TICKETS'] ?? 5000);
const profile = process.env['PROFILE'] !== undefined;

const LEGS = {
  batches: { label: 'batches', environment: {} },
  single: { label: 'one event a batch', environment: { BATCH_SIZE: '1', LINGER_MS: '0' } },
};

const only = process.env['ONLY'];
if (only !== undefined && !Object.hasOwn(LEGS, only)) {
  console.error(`ONLY=${only}: there is ${Object.keys(LEGS).join(' and ')}.`);
  process.exit(1);
}

const runs: Partial<Record<keyof typeof LEGS, Measured>> = {};
for (const name of Object.keys(LEGS) as (keyof typeof LEGS)[]) {
  if (only !== undefined && only !== name) continue;
  const log = (line: string) => console.error(`  ${line}`);
  runs[name] = await measure({
    ...LEGS[name],
    dir: join(root, name),
    tickets,
    profile,
    withBound: name === 'batches' && process.env['BOUND'] !== undefined,
    log,
  });
}

/** What batches are for: below it they are not worth their code. */
const WORTH = 5;

const { batches, single } = runs;
const ratio = batches && single && single.cpuMsPerTicketOurs / batches.cpuMsPerTicketOurs;
writeFileSync(join(root, 'result.json'), JSON.stringify({ ...runs, ratio }, null, 2));
console.log(`\nOpen path, ${tickets} submissions from Kafka to report cell\n\n${show(Object.values(runs))}\n`);
if (ratio !== undefined) {
  console.log(`Batching makes a ticket ${ratio.toFixed(1)} times cheaper (services and PostgreSQL).`);
  if (ratio < WORTH) {
    console.error(`Batching must make a ticket at least ${WORTH} times cheaper.`);
    process.exitCode = 1;
  }
}
if (batches?.bound) {
  const { records, rows, seconds, cpuMsPerTicket } = batches.bound;
  console.log(
    `The bare bound: the same ${records} records by the bare client and ${rows} rows by bare statements take ` +
      `${seconds.toFixed(1)} s in one process and ${cpuMsPerTicket.toFixed(2)} CPU ms a ticket; the open path costs ` +
      `${(batches.cpuMsPerTicketOurs / cpuMsPerTicket).toFixed(1)} times that.`,
  );
}
console.log(`Figures as JSON: .run/bench/result.json${profile ? '; profiles: .run/bench/*/*.cpuprofile' : ''}`);

function show(measured: Measured[]): string {
  const rows: [string, ...string[]][] = [
    ['', ...measured.map(({ label }) => label)],
    ['tickets per second', ...measured.map((run) => run.ticketsPerSecond.toFixed(0))],
    ['seconds', ...measured.map((run) => run.seconds.toFixed(1))],
    ['CPU ms a ticket, services and PostgreSQL', ...measured.map((run) => run.cpuMsPerTicketOurs.toFixed(2))],
    ...Object.keys(measured[0]!.cpuMsPerTicket).map((name): [string, ...string[]] => [
      `  ${name}`,
      ...measured.map((run) => run.cpuMsPerTicket[name]!.toFixed(2)),
    ]),
  ];
  return rows.map(([name, ...cells]) => name.padEnd(42) + cells.map((cell) => cell.padStart(18)).join('')).join('\n');
}
