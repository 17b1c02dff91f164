import pg from 'pg';
import type { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import type { Log } from '../log.js';

/** A connection of our own, beside the pool, with the pool's address and search_path. */
export type Connect = () => Promise<pg.Client>;

export function connectBeside(dataSource: DataSource): Connect {
  return async () => {
    const pool = (dataSource.driver as PostgresDriver).master as { options: pg.ClientConfig };
    const client = new pg.Client(pool.options);
    await client.connect();
    return client;
  };
}

/** The lock that one relay of a service holds; the others stand by. It saves double work only. */
export const RELAY_LOCK = `hashtextextended('relay of ' || current_schema(), 0)`;

/** A stopped process must lose its lock; a living one says so more often. */
const IDLE_LIMIT_MS = 10_000;
const SIGN_OF_LIFE_MS = 3_000;

/** The relay's session: what it commits is durable, whatever the rest of the service does. */
export class RelaySession {
  private signOfLife: NodeJS.Timeout;

  private constructor(
    readonly client: pg.Client,
    private readonly log: Log,
  ) {
    this.signOfLife = setInterval(() => {
      client.query('select 1').catch((error: Error) => this.log.warn(`relay session: ${error.message}`));
    }, SIGN_OF_LIFE_MS);
    client.once('end', () => clearInterval(this.signOfLife));
  }

  static async open(connect: Connect, log: Log): Promise<RelaySession> {
    const client = await connect();
    client.on('error', (error) => log.warn(`relay session: ${error.message}`));
    // Without synchronous_commit a crash of the server could undo a stamp whose events were sent.
    await client.query(
      `set synchronous_commit = on; set idle_in_transaction_session_timeout = ${IDLE_LIMIT_MS};
       set idle_session_timeout = ${IDLE_LIMIT_MS}; set plan_cache_mode = force_generic_plan`,
    );
    return new RelaySession(client, log);
  }

  /** False: another relay of this service is at work. */
  async lock(): Promise<boolean> {
    const { rows } = await this.client.query<{ held: boolean }>(`select pg_try_advisory_lock(${RELAY_LOCK}) as held`);
    return rows[0]!.held;
  }

  async close(): Promise<void> {
    clearInterval(this.signOfLife);
    await this.client.end().catch(() => undefined);
  }
}
