import type { ComplaintId } from '@cc/contracts';
import type { Transaction } from '@cc/messaging';
import { ClockTerms } from '../clock-terms.entity.js';
import { ClockRow, type WatchedClock } from '../watched-clock.entity.js';
import { remembered, termsById } from './terms.js';

type Ask = Pick<Transaction, 'query'>;

/** Every clock of these tickets. */
export async function clocksOf(tx: Transaction, complaintIds: readonly ComplaintId[]): Promise<WatchedClock[]> {
  return withTerms(tx, await tx.selectAll(ClockRow, 't.complaint_id = any($1::uuid[])', [complaintIds]));
}

/** Rows of clocks with what their rules say of them. */
export async function withTerms<Row extends Pick<ClockRow, 'complaintId' | 'clockId' | 'termsId'>>(
  tx: Ask,
  rows: readonly Row[],
): Promise<(Omit<Row, 'termsId'> & { terms: ClockTerms })[]> {
  const unknown = [...new Set(rows.map(({ termsId }) => termsId))].filter((id) => !termsById(id));
  if (unknown.length > 0) {
    const found = await tx.query<ClockTerms>(
      'select id, rule, basis, owner, name, reason, effects from clock_terms where id = any($1::uuid[])',
      [unknown],
    );
    found.forEach(remembered);
  }
  return rows.map(({ termsId, ...clock }) => {
    const terms = termsById(termsId);
    if (terms) return { ...clock, terms };
    throw new Error(
      `clock ${clock.clockId} of complaint ${clock.complaintId} runs under terms ${termsId}, which clock_terms does not ` +
        `hold: bring that row back from a copy of the database`,
    );
  });
}

/**
 * Writes clocks that are new or have changed; `kept` are those that stood in the table. Whoever does so holds the keys of
 * their tickets, so nobody else brings or changes one meanwhile.
 */
export async function keepClocks(
  tx: Transaction,
  clocks: readonly WatchedClock[],
  kept: readonly WatchedClock[],
): Promise<void> {
  const terms = new Map(clocks.map(({ terms: one }) => [one.id, one]));
  // In the order of their ids: two transactions that bring the same ones must not wait for each other.
  const sorted = [...terms.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
  const stood = new Set(kept.map(nameOf));
  await tx.insertAll(ClockTerms, sorted, { onConflict: 'ignore' });
  await tx.insertAll(ClockRow, clocks.filter((clock) => !stood.has(nameOf(clock))).map(asRow));
  await tx.updateAll(ClockRow, clocks.filter((clock) => stood.has(nameOf(clock))).map(asRow));
}

const nameOf = ({ complaintId, clockId }: WatchedClock) => `${complaintId} ${clockId}`;
const asRow = ({ terms, ...clock }: WatchedClock): ClockRow => ({ ...clock, termsId: terms.id });
