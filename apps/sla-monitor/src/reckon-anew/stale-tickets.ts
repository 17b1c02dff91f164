import type { ComplaintId } from '@cc/contracts';
import type { Asked, Transaction } from '@cc/messaging';
import { clocksOf } from '../keep-clocks/kept-clocks.js';
import { WatchedTicket } from '../watched-ticket.entity.js';

const IS_STALE = 'registered_at is not null and (edition < $1 or edition > $1)';

/** Tickets whose running clocks were reckoned under another edition; a look-up, however many there are. */
export async function staleTickets(database: Asked, edition: string, most: number): Promise<ComplaintId[]> {
  const rows = await database.query<{ id: ComplaintId }>(
    `select complaint_id as id from tickets where ${IS_STALE} limit $2`,
    [edition, most],
  );
  return rows.map(({ id }) => id);
}

/** Those of these that are still stale now that their keys are held, with every clock of them. */
export async function loadStale(tx: Transaction, edition: string, complaintIds: readonly ComplaintId[]) {
  const tickets = await tx.selectAll(
    WatchedTicket,
    `t.complaint_id = any($2::uuid[]) and ${IS_STALE.replaceAll('edition', 't.edition')}`,
    [edition, complaintIds],
  );
  const clocks = await clocksOf(
    tx,
    tickets.map(({ complaintId }) => complaintId),
  );
  return { tickets, clocks };
}

/** An edition that is known keeps its place: an instance of the version before that starts again brings nothing back. */
export async function noteStart(tx: Transaction, edition: string): Promise<void> {
  await tx.query('insert into editions (edition) values ($1) on conflict do nothing', [edition]);
}

/** The edition that came last; while versions change it is that of the new one. */
export async function editionInForce(database: Asked): Promise<string | undefined> {
  const [row] = await database.query<{ edition: string }>('select edition from editions order by nr desc limit 1');
  return row?.edition;
}
