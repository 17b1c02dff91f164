import type { Transaction } from '@cc/messaging';

/** Nobody is to be called any more about the answer that these complaints had. */
export async function endCallbacks(tx: Transaction, complaintIds: readonly string[]): Promise<void> {
  await tx.query(`update callbacks set state = 'ended' where state = 'open' and complaint_id = any($1)`, [
    complaintIds,
  ]);
}
