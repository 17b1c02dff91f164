import type { Transaction } from './transaction.js';

/** A batch of 500 ordinary submissions stays below; PostgreSQL as it is delivered has room for twice as many locks. */
export const MOST_KEY_LOCKS = 3000;

/**
 * Locks the keys until the transaction ends, in one statement and in one order, so that two transactions never wait
 * for each other. Salted by service: services that share a database do not hold each other up.
 *
 * The server has room for so many locks and no more. So whoever has more keys than that allows locks all keys of the service
 * by one lock, which everybody else shares: it waits for them, and they wait for it, but it always finds room.
 */
export async function lockKeys(tx: Transaction, service: string, keys: Iterable<string>): Promise<void> {
  const salted = [...new Set(keys)].map((key) => `${service}:${key}`);
  if (salted.length === 0) return;
  if (salted.length > MOST_KEY_LOCKS) await tx.query(LOCK_ALL, [service]);
  else await tx.query(LOCK_KEYS, [salted, service]);
}

const LOCK_ALL = `select pg_advisory_xact_lock(hashtext($1), 0)`;

// The condition depends on no row: it is met once, before the first key is locked.
const LOCK_KEYS = `select count(pg_advisory_xact_lock(lock)) from (
    select distinct hashtextextended(key, 0) as lock from unnest($1::text[]) as key order by lock offset 0
  ) as ordered
  where (select count(pg_advisory_xact_lock_shared(hashtext($2), 0))) > 0`;
