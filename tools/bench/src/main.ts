import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measure, type Measured } from './run.js';

const root = join(import.meta.dirname, '..', '..', '..', '.run', 'bench');
const tickets = Number(process.env['TICKETS'] ?? 5000);
const log = (line: string) => console.error(`  ${line}`);

const batched = await measure({ label: 'batches', dir: join(root, 'batched'), tickets, environment: {}, log });
const single = await measure({
  label: 'one event a batch',
  dir: join(root, 'single'),
  tickets,
  environment: { BATCH_SIZE: '1', LINGER_MS: '0' },
  log,
});

/** What batches are for: below it they are not worth their code. */
const WORTH = 5;

const ratio = single.cpuMsPerTicketOurs / batched.cpuMsPerTicketOurs;
writeFileSync(join(root, 'result.json'), JSON.stringify({ batched, single, ratio }, null, 2));
console.log(
  `\nOpen path, ${tickets} submissions from Kafka to report cell\n\n${show([batched, single])}\n\n` +
    `Batching makes a ticket ${ratio.toFixed(1)} times cheaper (services and PostgreSQL). Figures as JSON: .run/bench/result.json`,
);
if (ratio < WORTH) {
  console.error(`Batching must make a ticket at least ${WORTH} times cheaper.`);
  process.exitCode = 1;
}

function show(runs: Measured[]): string {
  const rows: [string, ...string[]][] = [
    ['', ...runs.map(({ label }) => label)],
    ['tickets per second', ...runs.map((run) => run.ticketsPerSecond.toFixed(0))],
    ['seconds', ...runs.map((run) => run.seconds.toFixed(1))],
    ['CPU ms a ticket, services and PostgreSQL', ...runs.map((run) => run.cpuMsPerTicketOurs.toFixed(2))],
    ...Object.keys(runs[0]!.cpuMsPerTicket).map((name): [string, ...string[]] => [
      `  ${name}`,
      ...runs.map((run) => run.cpuMsPerTicket[name]!.toFixed(2)),
    ]),
  ];
  return rows.map(([name, ...cells]) => name.padEnd(42) + cells.map((cell) => cell.padStart(18)).join('')).join('\n');
}
