import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { services, startPlatform, type Platform } from '@cc/platform';
import { Archive } from './archive.js';
import { measureBound, type Bound } from './bound/bound.js';
import { cpuOfFamily, findProcess } from './cpu.js';
import { push, submissions } from './load.js';
import { profiled, startProfile } from './profile/profile.js';

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
  /** The same bytes and rows without us. */
  bound: Bound | null;
}

const PATIENCE_MS = 30 * 60_000;

/** Measures the open path: from Kafka to the report cell, with work order, clocks and SMS on the way. */
export async function measure(options: {
  label: string;
  dir: string;
  tickets: number;
  environment: Record<string, string>;
  /** Writes where the time goes into `dir`, and prints it; the run itself is then slower. */
  profile: boolean;
  /** Measures beside it what the same bytes and rows cost without us. */
  withBound: boolean;
  log: (line: string) => void;
}): Promise<Measured> {
  const { label, dir, tickets, profile, log } = options;
  rmSync(dir, { recursive: true, force: true });
  const { environment } = options;
  const platform = await startPlatform({ dir, log, environment, ...(profile ? profiled(dir) : {}) });
  try {
    const watched = processesOf(platform, dir);
    const each = await warmUp(platform);

    const endProfile = profile ? await startProfile(platform, dir, tickets) : null;
    log(`${label}: pushing ${tickets} submissions`);
    const before = cpuOf(watched);
    const started = performance.now();
    await push(platform.brokers, submissions(tickets, 'bench', new Date(), 13_800_000_000));
    await untilDone(platform, each, tickets + WARM_UP, (done) =>
      log(`${label}: ${done} of ${tickets + WARM_UP} tickets came through`),
    );
    const seconds = (performance.now() - started) / 1000;
    const spent = cpuOf(watched);
    if (endProfile) console.log(await endProfile());

    const cpuMsPerTicket = Object.fromEntries(
      Object.keys(watched).map((name) => [name, (spent[name]! - before[name]!) / tickets]),
    );
    if (options.withBound) log(`${label}: carrying the same bytes and rows without us`);
    const all = tickets + WARM_UP;
    const bound = options.withBound ? await measureBound(platform, watched['postgres']!, all) : null;
    return {
      label,
      bound,
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
/** Nothing is under way when the counts have not moved for so long; the slowest timer ticks four times in it. */
const AT_REST_MS = 1000;

type Facts = Readonly<Record<string, number>>;

/** All tickets of the load are of one kind, so each brings about the same facts; answers how many of each type. */
async function warmUp(platform: Platform): Promise<Facts> {
  await push(platform.brokers, submissions(WARM_UP, 'warm-up', new Date(), 13_900_000_000));
  let facts = await factsOf(platform);
  for (let movedAt = Date.now(); Date.now() - movedAt < AT_REST_MS; await pause(50)) {
    const now = await factsOf(platform);
    const begun = (now['message.handed-over.v1'] ?? 0) >= WARM_UP;
    if (!begun || JSON.stringify(now) !== JSON.stringify(facts)) movedAt = Date.now();
    facts = now;
  }
  const each = Object.fromEntries(Object.entries(facts).map(([type, count]) => [type, count / WARM_UP]));
  const uneven = Object.entries(each).find(([, count]) => !Number.isInteger(count));
  if (uneven) throw new Error(`${uneven[0]} came ${uneven[1]} times a ticket in the warm-up: the load is not even`);
  return each;
}

/** Done: every fact that a ticket brings about is archived and counted, for every ticket. */
async function untilDone(
  platform: Platform,
  each: Facts,
  tickets: number,
  progress: (done: number) => void,
): Promise<void> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  const perTicket = Object.values(each).reduce((sum, count) => sum + count, 0);
  const archive = await Archive.open(platform);
  try {
    for (let told = Date.now(); ; await pause(50)) {
      const done = Math.floor((await archive.applied()) / perTicket);
      if (done >= tickets && (await allThere(platform, each, tickets))) return;
      if (Date.now() > giveUpAt) {
        const facts = JSON.stringify(await factsOf(platform));
        throw new Error(`only ${done} of ${tickets} tickets came through: ${facts}`);
      }
      if (Date.now() - told > 5000) {
        told = Date.now();
        progress(done);
      }
    }
  } finally {
    await archive.close();
  }
}

async function allThere(platform: Platform, each: Facts, tickets: number): Promise<boolean> {
  const facts = await factsOf(platform);
  return Object.entries(each).every(([type, count]) => (facts[type] ?? 0) >= count * tickets);
}

async function factsOf(platform: Platform): Promise<Facts> {
  return (JSON.parse(await platform.ask('reporting', '/reports/reconciliation')) as { facts: Facts }).facts;
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
