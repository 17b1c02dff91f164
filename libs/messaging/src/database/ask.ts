import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { PgTransaction } from './pg-transaction.js';
import type { Transaction } from './transaction.js';

/** A database that is only asked. */
export type Asked = Pick<Transaction, 'query' | 'selectAll'>;

/** One connection of the pool, without the three statements that a transaction costs. */
export async function ask<T>(dataSource: DataSource, question: (database: Asked) => Promise<T>): Promise<T> {
  const runner = dataSource.createQueryRunner();
  const client = (await runner.connect()) as PoolClient;
  // The server may end this session at any moment, which the next statement shows; without a listener that would end the process.
  const ignore = () => undefined;
  client.on('error', ignore);
  try {
    return await question(new PgTransaction(runner.manager, client));
  } finally {
    client.off('error', ignore);
    await runner.release();
  }
}
