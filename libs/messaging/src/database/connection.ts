import type { Client, PoolClient } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { isOutage, OutageError, spoilsConnection } from './failures.js';

/** One connection of the pool. It goes back only if what failed on it did not spoil it. */
export async function onConnection<T>(
  dataSource: DataSource,
  work: (client: PoolClient, runner: QueryRunner) => Promise<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  const client = (await runner.connect()) as PoolClient;
  // The server may end this connection at any moment; without a listener that would end the process.
  let lost: Error | null = null;
  const lose = (error: Error) => void (lost ??= error);
  client.on('error', lose);
  try {
    return await work(client, runner);
  } catch (error) {
    if (spoilsConnection(error)) await throwAway(client);
    throw lost && isOutage(error) ? saying(error, lost) : error;
  } finally {
    client.off('error', lose);
    await runner.release();
  }
}

/** The pool drops a connection that was ended; the server rolls back. What spoilt it is thrown; that ending it fails too adds nothing. */
export async function throwAway(client: PoolClient): Promise<void> {
  await (client as unknown as Client).end().catch(() => undefined);
}

/** Between two statements the server tells nobody but the listener why it ends a session; the next statement fails without a reason. */
function saying(error: unknown, lost: Error): Error {
  return error === lost ? lost : new OutageError(`${(error as Error).message} (${lost.message})`, { cause: lost });
}
