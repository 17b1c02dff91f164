import type { DataSource } from 'typeorm';
import { onConnection, throwAway } from './connection.js';
import { spoilsConnection } from './failures.js';
import { PgTransaction } from './pg-transaction.js';

/** A process that stops inside a transaction must not hold its offset row and key locks for longer than this. */
const IDLE_LIMIT_MS = 3000;

/**
 * A statement is planned when it is first used, and its plan is kept. In a new database the tables are small then, and to
 * read all of one looks cheapest: it would be done for every batch until PostgreSQL happens to look at the tables again.
 */
const BEGIN = `begin isolation level read committed; set local enable_seqscan = off`;

/** Runs `work` in one transaction (read committed); rolls back and rethrows when it fails. */
export async function inTransaction<T>(
  dataSource: DataSource,
  work: (tx: PgTransaction) => Promise<T>,
  idleLimitMs = IDLE_LIMIT_MS,
): Promise<T> {
  return onConnection(dataSource, async (client, runner) => {
    try {
      // One message to begin with. TypeORM must know, or it would begin transactions of its own inside.
      await client.query(`${BEGIN}; set local idle_in_transaction_session_timeout = ${idleLimitMs}`);
      Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 });
      const result = await work(new PgTransaction(runner.manager, client));
      // Where a statement failed and its error was not passed on, the server rolls back and calls that no error.
      const { command } = await client.query('commit');
      if (command !== 'COMMIT') throw new Error('a statement of this transaction failed, and its error was swallowed');
      return result;
    } catch (error) {
      // The first error is the one to tell.
      if (!spoilsConnection(error)) await client.query('rollback').catch(() => throwAway(client));
      throw error;
    }
  });
}
