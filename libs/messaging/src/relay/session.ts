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
    // The server may end a session at any moment; without a listener that would end the process. The next statement shows it.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
}

/** The lock that one relay of a service holds; the others stand by. It saves double work only. */
export const RELAY_LOCK = `hashtextextended('relay of ' || current_schema(), 0)`;

/** A stopped process must lose its lock; a living one that waits for the broker says so more often. */
export const IDLE_LIMIT_MS = 10_000;

/** The relay's session: what it commits is durable, whatever the rest of the service does. */
export class RelaySession {
  private constructor(
    readonly client: pg.Client,
    private readonly idleLimitMs: number,
  ) {}

  static async open(connect: Connect, idleLimitMs: number, log: Log): Promise<RelaySession> {
    const client = await connect();
    client.on('error', (error) => log.warn(`relay session: ${error.message}`));
    // Without synchronous_commit a crash of the server could undo a stamp whose events were sent. The planner cannot know
    // how much is in flight, takes it for little and would compare all of it with itself: a join by loops is half of a step.
    await client.query(
      `set synchronous_commit = on; set idle_in_transaction_session_timeout = ${idleLimitMs};
       set idle_session_timeout = ${idleLimitMs}; set plan_cache_mode = force_generic_plan; set enable_nestloop = off`,
    );
    return new RelaySession(client, idleLimitMs);
  }

  /** False: another relay of this service is at work. */
  async lock(): Promise<boolean> {
    const { rows } = await this.client.query<{ held: boolean }>(`select pg_try_advisory_lock(${RELAY_LOCK}) as held`);
    return rows[0]!.held;
  }

  /** Keeps the session alive while something else takes its time. Nothing in `work` may use the session. */
  async aliveDuring<T>(work: () => Promise<T>): Promise<T> {
    let sign: Promise<unknown> | null = null;
    const timer = setInterval(() => {
      // A lost session shows at the next statement.
      sign ??= this.client.query('select 1').then(
        () => (sign = null),
        () => (sign = null),
      );
    }, this.idleLimitMs / 4);
    try {
      return await work();
    } finally {
      clearInterval(timer);
      await (sign as Promise<void> | null);
    }
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }
}
