import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { services } from '@cc/platform';
import { schemaOf } from '@cc/stack';
import type { Site } from '../site/site.js';

/** Whose code reads and writes Kafka's records: that of kafkajs as it comes, or what our services put in its place. */

export type Client = 'stock' | 'codec';

export interface Carried {
  seconds: number;
  ticketsPerSecond: number;
  /** Processor milliseconds a ticket: the bare clients and PostgreSQL; the broker is apart. */
  cpuMsPerTicket: number;
}

/**
 * What the same bytes and rows cost without us, with each client: nobody decides anything, nothing is kept from doubling
 * or loss.
 */
export interface Bound extends Record<Client, Carried> {
  records: number;
  rows: number;
}

export interface BoundJob {
  client: Client;
  brokers: string;
  databaseUrl: string;
  schemas: string[];
  /** The server's process. */
  postgres: number;
  tickets: number;
}

/** What one client took up, and how it carried it. */
export interface Taken {
  records: number;
  rows: number;
  carried: Carried;
}

/** Holds what a run has left behind, until it is carried once more. */
export interface PreparedBound {
  /** The bare Kafka client beside multi-row statements. The services must have stopped: PostgreSQL serves nobody else. */
  carry(): Promise<Bound>;
  /** Where it is not carried. */
  close(): void;
}

/** Reads what the run left behind by now, for each client in a process of its own. */
export async function prepareBound(site: Site, tickets: number): Promise<PreparedBound> {
  const stock = await prepare(site, 'stock', tickets);
  try {
    const codec = await prepare(site, 'codec', tickets);
    return {
      carry: async () => {
        const { records, rows, carried } = await stock.carry();
        const again = await codec.carry();
        if (again.records !== records || again.rows !== rows) {
          throw new Error(
            `the two clients must carry the same: ${records} records and ${rows} rows, ` +
              `then ${again.records} and ${again.rows}`,
          );
        }
        return { records, rows, stock: carried, codec: again.carried };
      },
      close: () => {
        stock.close();
        codec.close();
      },
    };
  } catch (error) {
    stock.close();
    throw error;
  }
}

interface Prepared {
  carry(): Promise<Taken>;
  close(): void;
}

async function prepare({ platform, processes }: Site, client: Client, tickets: number): Promise<Prepared> {
  const address = new URL(platform.postgres.adminUrl);
  address.pathname = '/complaints';
  const { brokers } = platform;
  const postgres = processes.pidOf('postgres');
  const schemas = services.map(schemaOf);
  const job: BoundJob = { client, brokers, databaseUrl: address.href, schemas, postgres, tickets };
  const program = fork(join(import.meta.dirname, 'main.js'), [JSON.stringify(job)], {
    execArgv: ['--disable-warning=TimeoutNegativeWarning'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const answer = async (): Promise<unknown> => {
    const gone = once(program, 'exit').then(([code]) => {
      throw new Error(`the bare bound (${client}) ended with code ${code}`);
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
      return (await measured) as Taken;
    },
    close: () => program.kill(),
  };
}
