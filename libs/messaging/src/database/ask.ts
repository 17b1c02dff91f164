import type { DataSource } from 'typeorm';
import { onConnection } from './connection.js';
import type { Transaction } from './transaction.js';

/** A database that is only asked. */
export type Asked = Pick<Transaction, 'query'>;

/**
 * One connection of the pool, without the three statements that a transaction costs. Nothing is prepared: a plan that is kept
 * may be one for a small table, and only a transaction can forbid that for itself.
 */
export function ask<T>(dataSource: DataSource, question: (database: Asked) => Promise<T>): Promise<T> {
  return onConnection(dataSource, (client) =>
    question({ query: async (sql, parameters = []) => (await client.query(sql, [...parameters])).rows }),
  );
}
