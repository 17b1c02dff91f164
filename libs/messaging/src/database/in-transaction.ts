import type { Client, PoolClient } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { isOutage, OutageError, spoilsConnection } from './failures.js';
import { PgTransaction } from './pg-transaction.js';

/** A process that stops inside a transaction must not hold its offset row and key locks for longer than this. */
const IDLE_LIMIT_MS = 3000;

/**
 * A statement is planned when it is first used, and its plan is kept. In a new database the tables are small then, and to
 * read all of one looks cheapest: it would be done for every batch until PostgreSQL happens to look at the tables again.
 */
const SETTINGS = `set transaction isolation level read committed; set local enable_seqscan = off`;

/** Runs `work` in one transaction (read committed); rolls back and rethrows when it fails. */
export async function inTransaction<T>(
  dataSource: DataSource,
  work: (tx: PgTransaction) => Promise<T>,
  idleLimitMs = IDLE_LIMIT_MS,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  const client = (await runner.connect()) as PoolClient;
  // The server may end this session at any moment; without a listener that would end the process.
  let lost: Error | null = null;
  const lose = (error: Error) => void (lost ??= error);
  client.on('error', lose);
  try {
    await runner.startTransaction();
    await client.query(`${SETTINGS}; set local idle_in_transaction_session_timeout = ${idleLimitMs}`);
    const result = await work(new PgTransaction(runner.manager, client));
    await runner.commitTransaction();
    return result;
  } catch (error) {
    await rollBack(runner, client, error);
    throw lost && isOutage(error) ? saying(error, lost) : error;
  } finally {
    client.off('error', lose);
    await runner.release();
  }
}

/** Between two statements the server tells nobody but the listener why it ends a session; the next statement fails without a reason. */
function saying(error: unknown, lost: Error): Error {
  return error === lost ? lost : new OutageError(`${(error as Error).message} (${lost.message})`, { cause: lost });
}

async function rollBack(runner: QueryRunner, client: PoolClient, because: unknown): Promise<void> {
  try {
    if (!spoilsConnection(because)) return await runner.rollbackTransaction();
  } catch {
    // The first error is the one to tell; a connection that cannot roll back is thrown away below.
  }
  // The pool drops a connection that was ended; the server rolls back.
  await (client as unknown as Client).end().catch(() => undefined);
}
