import type { Transaction } from './transaction.js';

/**
 * Locks the keys until the transaction ends, in one statement and in one order, so that two transactions never wait
 * for each other. Salted by service: services that share a database do not hold each other up.
 */
export async function lockKeys(tx: Transaction, service: string, keys: Iterable<string>): Promise<void> {
  const salted = [...new Set(keys)].map((key) => `${service}:${key}`);
  if (salted.length === 0) return;
  await tx.query(
    `select count(pg_advisory_xact_lock(lock)) from (
       select distinct hashtextextended(key, 0) as lock from unnest($1::text[]) as key order by lock offset 0
     ) as ordered`,
    [salted],
  );
}
