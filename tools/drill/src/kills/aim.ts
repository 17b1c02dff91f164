import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import type { ServiceName } from '@cc/contracts';
import type { Random } from '@cc/generator';
import type { Platform } from '@cc/platform';
import { schemaOf } from '@cc/stack';
import type { Database } from '../observe/database.js';
import type { Tail } from '../observe/tail.js';
import type { Moment } from './order-of-kills.js';

const TRIES = 600;
const AIM_MS = 60_000;
/** How long a stopped process is looked at; its sessions would be ended after three seconds. */
const LOOK_MS = 250;

/**
 * Stops a service (SIGSTOP) where a kill must find it. Nobody inside helps: it is stopped at random, looked at from outside,
 * and let go on (SIGCONT) if it is somewhere else. False: it was not met there in so many tries, and runs.
 */
export async function stopAt(
  moment: Exclude<Moment, 'at once' | 'at once, and while it starts'>,
  service: ServiceName,
  { platform, database, tail, random }: { platform: Platform; database: Database; tail: Tail; random: Random },
): Promise<boolean> {
  const isThere = {
    'sent, not acknowledged': () => hasSentUnacknowledged(service, database, tail),
    'in a transaction': () => isInTransaction(service, database),
  }[moment];
  const giveUpAt = Date.now() + AIM_MS;
  for (let tried = 0; tried < TRIES && Date.now() < giveUpAt; tried++) {
    const { pid, ended } = platform.processes[service];
    if (ended() !== undefined) return false;
    process.kill(pid, 'SIGSTOP');
    // A database that does not answer now cannot say it.
    if (await isThere().catch(() => false)) return true;
    if (ended() === undefined) process.kill(pid, 'SIGCONT');
    await pause(random.between(3, 60));
  }
  return false;
}

/** What its head says is in flight stands in Kafka already: the acknowledgement came, or never will. */
async function hasSentUnacknowledged(service: ServiceName, database: Database, tail: Tail): Promise<boolean> {
  const inFlight = await database.ask<{ topic: string; partition: number; position: string }>(
    `select r.topic, r.partition, r.position from ${schemaOf(service)}.relay r
      where cardinality(r.ids) > 0
        and exists (select from ${schemaOf(service)}.outbox o
                     where o.topic = r.topic and o.partition = r.partition and o.id = any(r.ids))`,
  );
  if (inFlight.length === 0) return false;
  const isSent = () =>
    inFlight.some(({ topic, partition, position }) => tail.positionOf(service, topic, partition) >= Number(position));
  for (const until = Date.now() + LOOK_MS; Date.now() < until && !isSent();) await pause(10);
  return isSent();
}

/** A session that has written and waits for its next statement, twice in a row: its commit is not on its way. */
async function isInTransaction(service: ServiceName, database: Database): Promise<boolean> {
  const sessions = async () => {
    const rows = await database.ask<{ pid: number }>(
      `select pid from pg_stat_activity
        where usename = $1 and backend_xid is not null and state = 'idle in transaction'`,
      [schemaOf(service)],
    );
    return rows.map(({ pid }) => pid);
  };
  const before = await sessions();
  if (before.length === 0) return false;
  await pause(20);
  const after = await sessions();
  return after.some((pid) => before.includes(pid));
}
