import { setTimeout as pause } from 'node:timers/promises';
import type { ServiceName } from '@cc/contracts';
import type { Random } from '@cc/generator';
import type { Platform } from '@cc/platform';
import type { Database } from '../observe/database.js';
import type { Tail } from '../observe/tail.js';
import { stopAt } from './aim.js';
import { SERVERS, type Kill, type Server, type Victim } from './order-of-kills.js';
import type { Supervisor } from './supervisor.js';

export interface Field {
  platform: Platform;
  database: Database;
  tail: Tail;
  supervisor: Supervisor;
  random: Random;
}

export interface Struck {
  what: string;
  /** It was where the kill had to find it; always so when it was killed at once. */
  met: boolean;
  /** Of the last kill, by `performance.now()`. */
  at: number;
}

/** Kills as told. Servers are running again when it resolves, services are being started. */
export async function strike(kill: Kill, field: Field): Promise<Struck> {
  const { victims, moment } = kill;
  const servers = victims.filter(isServer);
  const services = victims.filter((victim) => !isServer(victim));
  const met = await aim(kill, services, field);
  const starts = new Map(services.map((service) => [service, field.supervisor.startsOf(service)]));

  await Promise.all([
    ...services.map((service) => field.supervisor.kill(service)),
    ...servers.map((server) => field.platform[server].kill()),
  ]);
  const at = performance.now();
  if (servers.length > 0) await pause(kill.awayMs);
  await Promise.all(servers.map((server) => field.platform[server].restart()));

  const names = victims.join(' and ');
  if (moment !== 'at once, and while it starts') {
    return { what: met ? `${names}, ${moment}` : `${names}, at once (not met: ${moment})`, met, at };
  }
  for (const service of services) {
    await field.supervisor.startedAfter(service, starts.get(service)!);
    await pause(kill.intoStartMs);
    await field.supervisor.kill(service);
  }
  return {
    what: `${names}, and again ${(kill.intoStartMs / 1000).toFixed(1)} s into its start`,
    met,
    at: performance.now(),
  };
}

async function aim({ moment }: Kill, services: readonly ServiceName[], field: Field): Promise<boolean> {
  if (moment === 'at once' || moment === 'at once, and while it starts') return true;
  for (const service of services) if (!(await stopAt(moment, service, field))) return false;
  return true;
}

const isServer = (victim: Victim): victim is Server => (SERVERS as readonly string[]).includes(victim);
