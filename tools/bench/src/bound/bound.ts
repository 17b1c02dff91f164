import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { services, type Platform } from '@cc/platform';
import { schemaOf } from '@cc/stack';

/** What the same bytes and rows cost without us: nobody decides anything, nothing is kept from doubling or loss. */
export interface Bound {
  records: number;
  rows: number;
  seconds: number;
  /** Processor milliseconds a ticket: the bare clients and PostgreSQL; the broker is apart. */
  cpuMsPerTicket: number;
}

export interface BoundJob {
  brokers: string;
  databaseUrl: string;
  schemas: string[];
  /** The server's process. */
  postgres: number;
  tickets: number;
}

/** Stops the services, then carries what they left behind once more: the bare Kafka client beside multi-row statements. */
export async function measureBound(platform: Platform, postgres: number, tickets: number): Promise<Bound> {
  await Promise.all(Object.values(platform.processes).map((service) => service.stop()));
  const address = new URL(platform.postgres.adminUrl);
  address.pathname = '/complaints';
  const { brokers } = platform;
  const job: BoundJob = { brokers, databaseUrl: address.href, schemas: services.map(schemaOf), postgres, tickets };
  const program = join(import.meta.dirname, 'main.js');
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--disable-warning=TimeoutNegativeWarning',
    program,
    JSON.stringify(job),
  ]);
  return JSON.parse(stdout) as Bound;
}
