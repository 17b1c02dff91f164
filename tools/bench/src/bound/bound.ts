import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { services } from '@cc/platform';
import { schemaOf } from '@cc/stack';
import type { Site } from '../site/site.js';

/** What the same bytes and rows cost without us: nobody decides anything, nothing is kept from doubling or loss. */
export interface Bound {
  records: number;
  rows: number;
  seconds: number;
  ticketsPerSecond: number;
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

/** Holds what a run has left behind, until it is carried once more. */
export interface PreparedBound {
  /** The bare Kafka client beside multi-row statements. The services must have stopped: PostgreSQL serves nobody else. */
  carry(): Promise<Bound>;
  /** Where it is not carried. */
  close(): void;
}

/** Reads what the run left behind by now, in a process of its own, in which nothing of ours touches the clients. */
export async function prepareBound({ platform, processes }: Site, tickets: number): Promise<PreparedBound> {
  const address = new URL(platform.postgres.adminUrl);
  address.pathname = '/complaints';
  const { brokers } = platform;
  const postgres = processes.pidOf('postgres');
  const job: BoundJob = { brokers, databaseUrl: address.href, schemas: services.map(schemaOf), postgres, tickets };
  const program = fork(join(import.meta.dirname, 'main.js'), [JSON.stringify(job)], {
    execArgv: ['--disable-warning=TimeoutNegativeWarning'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const answer = async (): Promise<unknown> => {
    const gone = once(program, 'exit').then(([code]) => {
      throw new Error(`the bare bound ended with code ${code}`);
    });
    const message = await Promise.race([once(program, 'message'), gone]);
    gone.catch(() => {});
    return message[0];
  };
  await answer();
  return {
    carry: async () => {
      const measured = answer();
      program.send('carry');
      return (await measured) as Bound;
    },
    close: () => program.kill(),
  };
}
