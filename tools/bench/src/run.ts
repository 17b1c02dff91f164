import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { services, startPlatform, type Platform } from '@cc/platform';
import { cpuOfFamily, findProcess } from './cpu.js';
import { push, submissions } from './load.js';

export interface Measured {
  label: string;
  tickets: number;
  /** From the first push to the last report cell. */
  seconds: number;
  ticketsPerSecond: number;
  /** Processor milliseconds a ticket, by process. */
  cpuMsPerTicket: Record<string, number>;
  /** All services and PostgreSQL; the broker and the load are apart. */
  cpuMsPerTicketOurs: number;
}

const PATIENCE_MS = 30 * 60_000;

/** Measures the open path: from Kafka to the report cell, with work order, clocks and SMS on the way. */
export async function measure(options: {
  label: string;
  dir: string;
  tickets: number;
  environment: Record<string, string>;
  log: (line: string) => void;
}): Promise<Measured> {
  const { label, dir, tickets, log } = options;
  rmSync(dir, { recursive: true, force: true });
  const platform = await startPlatform({ dir, log, environment: options.environment });
  try {
    const watched = processesOf(platform, dir);
    await warmUp(platform);

    log(`${label}: pushing ${tickets} submissions`);
    const before = cpuOf(watched);
    const started = performance.now();
    await push(platform.brokers, submissions(tickets, 'bench', new Date(), 13_800_000_000));
    await untilDone(platform, tickets + WARM_UP, (done) =>
      log(`${label}: ${done} of ${tickets + WARM_UP} steps complete`),
    );
    const seconds = (performance.now() - started) / 1000;
    const spent = cpuOf(watched);

    const cpuMsPerTicket = Object.fromEntries(
      Object.keys(watched).map((name) => [name, (spent[name]! - before[name]!) / tickets]),
    );
    return {
      label,
      tickets,
      seconds,
      ticketsPerSecond: tickets / seconds,
      cpuMsPerTicket,
      cpuMsPerTicketOurs: Object.entries(cpuMsPerTicket).reduce(
        (sum, [name, ms]) => (name === 'kafka' ? sum : sum + ms),
        0,
      ),
    };
  } finally {
    await platform.stop();
  }
}

/** Compilers and connection pools are warm when the clock starts. */
const WARM_UP = 200;

async function warmUp(platform: Platform): Promise<void> {
  await push(platform.brokers, submissions(WARM_UP, 'warm-up', new Date(), 13_900_000_000));
  await untilDone(platform, WARM_UP, () => {});
}

/** Done: every ticket is registered, dispatched, has its clocks and its SMS, and all of it is counted. */
async function untilDone(platform: Platform, tickets: number, progress: (done: number) => void): Promise<void> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  let told = Date.now();
  for (;;) {
    const { facts } = JSON.parse(await platform.ask('reporting', '/reports/reconciliation')) as {
      facts: Record<string, number>;
    };
    const done = Math.min(
      facts['ticket.registered.v1'] ?? 0,
      facts['work.dispatched.v1'] ?? 0,
      facts['deadline.armed.v1'] ?? 0,
      facts['message.handed-over.v1'] ?? 0,
    );
    if (done >= tickets) return;
    if (Date.now() > giveUpAt)
      throw new Error(`only ${done} of ${tickets} tickets came through: ${JSON.stringify(facts)}`);
    if (Date.now() - told > 5000) {
      told = Date.now();
      progress(done);
    }
    await pause(50);
  }
}

type Watched = Record<string, number>;

function processesOf(platform: Platform, dir: string): Watched {
  return {
    ...Object.fromEntries(services.map((name) => [name, platform.processes[name].pid])),
    postgres: findProcess(`postgres -D ${dir}`),
    kafka: findProcess('kafka.Kafka'),
  };
}

function cpuOf(watched: Watched): Record<string, number> {
  return Object.fromEntries(Object.entries(watched).map(([name, pid]) => [name, cpuOfFamily(pid)]));
}
