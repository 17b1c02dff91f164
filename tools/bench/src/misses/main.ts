// Due instants noticed in bursts. PROFILE=1 also writes a CPU profile of the service to .run/bench/misses.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { burst, steady, type Measured } from './measure.js';
import { startSite } from './site.js';
import { Intake } from './tickets.js';

const WARM_UP = 1000;
const dir = join(import.meta.dirname, '..', '..', '..', '..', '.run', 'bench', 'misses');
const sizes = (process.env['MISSES'] ?? '5000').split(',').map(Number);
const log = (line: string) => console.error(`  ${line}`);

log('starting Kafka, PostgreSQL and sla-monitor');
const site = await startSite({ dir, profile: process.env['PROFILE'] !== undefined });
const intake = await Intake.connect(site.brokers);
const measured: Measured[] = [];
try {
  log('warming up');
  await burst(site, intake, WARM_UP);
  for (const size of sizes) {
    log(`${size} clocks due at one instant`);
    measured.push(await burst(site, intake, size));
  }
  log('20 clocks due a second');
  measured.push(await steady(site, intake, 20, 15));
} finally {
  await intake.end();
  await site.stop();
}
writeFileSync(join(dir, 'result.json'), JSON.stringify(measured, null, 2));
console.log(`\nDue instants, from the instant to the commit that noticed it\n\n${show(measured)}`);

function show(runs: readonly Measured[]): string {
  const rows: [string, ...string[]][] = [
    ['', ...runs.map(({ label }) => label)],
    ['noticed a second', ...runs.map((run) => run.perSecond.toFixed(0))],
    ['seconds, median', ...runs.map((run) => run.seconds.median.toFixed(3))],
    ['seconds, p99', ...runs.map((run) => run.seconds.p99.toFixed(3))],
    ['seconds, last', ...runs.map((run) => run.seconds.last.toFixed(3))],
    ['CPU ms a thousand, service', ...runs.map((run) => run.cpuMsPerThousand.service.toFixed(0))],
    ['CPU ms a thousand, PostgreSQL', ...runs.map((run) => run.cpuMsPerThousand.postgres.toFixed(0))],
  ];
  return rows.map(([name, ...cells]) => name.padEnd(34) + cells.map((cell) => cell.padStart(28)).join('')).join('\n');
}
