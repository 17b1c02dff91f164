import type { Outcome } from '@cc/contracts';
import type { Broker } from '@cc/messaging';
import { SeenIds } from '../read/seen-ids.js';
import { scanReceipts } from './receipts.js';

/** What the log of receipts says about the rows of an import. */
export interface ReadAgain {
  /** Rows that have a receipt, by the outcome of the first one. */
  outcomes: Partial<Record<Outcome, number>>;
  /** Rows that left two complaints on record. */
  doubled: number;
  /** Whether a row has a receipt. */
  has: (sourceId: string) => boolean;
}

/** What leaves a complaint on record. A row that a killed import sent too has further receipts, `duplicate` or `refused` alike. */
const TAKEN_DOWN: ReadonlySet<Outcome> = new Set(['settled', 'waiting']);

/**
 * Reads the receipts of an import once more, from where they began: what has become of its rows is counted by what stands in
 * the log, and not by what the import believes to have seen. Holds a few bytes a row, like the reading of the file.
 */
export async function readAgain(
  broker: Broker,
  source: string,
  { from, of }: { from: { partition: number; offset: bigint }[]; of: SeenIds },
): Promise<ReadAgain> {
  const records = new SeenIds();
  const answered = new SeenIds();
  const takenDown = new SeenIds();
  const outcomes: Partial<Record<Outcome, number>> = {};
  let doubled = 0;
  await scanReceipts(broker, source, from, ({ id, sourceId, outcome }) => {
    // The same record may stand in the log twice, and another import of this source may be under way.
    if (records.seenBefore(id) || !of.has(sourceId)) return;
    if (!answered.seenBefore(sourceId)) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    if (TAKEN_DOWN.has(outcome) && takenDown.seenBefore(sourceId)) doubled++;
  });
  return { outcomes, doubled, has: (sourceId) => answered.has(sourceId) };
}
