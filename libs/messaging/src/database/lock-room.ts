import { flow, MOST_ITEMS, type ServiceName } from '@cc/contracts';
import type { Transaction } from './transaction.js';

/** What decides how many locks a PostgreSQL server can hold at the same time. */
export interface LockSettings {
  perTransaction: number;
  /** Connections and prepared transactions: the server multiplies the setting by them. */
  sessions: number;
}

/** A submission locks its own keys and those of each of its items; an event its complaint and few others. */
const locksPerRecord = (service: ServiceName) =>
  (flow[service].receives as readonly string[]).includes('submissions') ? 2 + 2 * MOST_ITEMS : 4;

/** Half of the room is left to everybody else on the server. */
const SHARE = 2;

/** What to set when a full batch of this service may not find room for its locks; null when it will. */
export function lockShortage(service: ServiceName, batch: number, settings: LockSettings): string | null {
  const { perTransaction, sessions } = settings;
  const needed = batch * locksPerRecord(service);
  const room = perTransaction * sessions;
  if (room >= SHARE * needed) return null;
  const enough = Math.ceil((SHARE * needed) / sessions);
  const fitting = Math.max(1, Math.floor(room / SHARE / locksPerRecord(service)));
  return (
    `PostgreSQL has room for ${room} locks (max_locks_per_transaction = ${perTransaction}, ${sessions} sessions), and a batch ` +
    `of ${batch} records may need ${needed}: it would fail with "out of shared memory" and be halved. Set ` +
    `max_locks_per_transaction to ${enough} or more and restart PostgreSQL, or BATCH_SIZE to ${fitting} or less.`
  );
}

export async function lockSettings(db: Pick<Transaction, 'query'>): Promise<LockSettings> {
  const [row] = await db.query<LockSettings>(
    `select current_setting('max_locks_per_transaction')::integer as "perTransaction",
            current_setting('max_connections')::integer + current_setting('max_prepared_transactions')::integer as sessions`,
  );
  return row!;
}
