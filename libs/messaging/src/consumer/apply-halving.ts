import { FetchAgain } from '../broker/broker.js';
import { placeName } from '../broker/place.js';
import { isOfOtherTables, isOutage, mayBeTooMuch } from '../database/failures.js';
import { Unprocessable } from '../handling/handler.js';
import type { Log } from '../log.js';
import type { GroupTransaction } from './group-transaction.js';
import { OffsetsMoved } from './move-on.js';
import { backoff, type Attempts, type RetryPolicy } from './retry.js';
import { halve, type Slice } from './slice.js';

/** What applying needs to know of the world around it. */
export interface HalvingContext {
  transaction: Pick<GroupTransaction, 'apply' | 'park'>;
  attempts: Attempts;
  policy: RetryPolicy;
  log: Log;
}

/**
 * Applies the slices. When that fails, halves until the culprit stands alone, tries it again later, parks it in the end;
 * everything else is applied. Answers the partitions that stopped, each with where and when to fetch again.
 */
export async function applyHalving(
  slices: readonly Slice[],
  context: HalvingContext,
  stopped = new Map<string, FetchAgain>(),
): Promise<Map<string, FetchAgain>> {
  const ready = slices.filter((slice) => !stopped.has(placeName(slice)));
  if (ready.length === 0) return stopped;
  try {
    await context.transaction.apply(ready);
    for (const slice of ready) context.attempts.forget(placeName(slice));
  } catch (error) {
    if (error instanceof OffsetsMoved) {
      // Not ours any more, or not where we thought: ask the database again. The other partitions go on.
      for (const slice of ready) if (error.places.includes(placeName(slice))) stop(stopped, slice, 0, error);
      return applyHalving(ready, context, stopped);
    }
    const [only] = ready;
    const alone = ready.length === 1 && only!.records.length === 1;
    if (isOfOtherTables(error) || (isOutage(error) && (alone || !mayBeTooMuch(error)))) {
      context.log.warn(`cannot apply now, will try again: ${(error as Error).message}`);
      for (const slice of ready) stop(stopped, slice, 10 * context.policy.backoffMs, error);
      return stopped;
    }
    if (alone) return retryOrPark(only!, error, context, stopped);
    if (isOutage(error)) {
      const count = ready.reduce((sum, { records }) => sum + records.length, 0);
      context.log.warn(
        `${count} records may be too much for one transaction, trying half: ${(error as Error).message}`,
      );
    }
    for (const half of halve(ready)) await applyHalving(half, context, stopped);
  }
  return stopped;
}

async function retryOrPark(
  slice: Slice,
  error: unknown,
  { transaction, attempts, policy, log }: HalvingContext,
  stopped: Map<string, FetchAgain>,
): Promise<Map<string, FetchAgain>> {
  const place = placeName(slice);
  const tries = attempts.failed(place, slice.expected);
  const reason = reasonOf(error);
  if (tries < policy.attempts && !(error instanceof Unprocessable)) {
    log.warn(`${place} offset ${slice.records[0]!.offset} failed (${tries} of ${policy.attempts}): ${reason}`);
    stop(stopped, slice, backoff(policy, tries), error);
    return stopped;
  }
  try {
    await transaction.park(slice, reason, tries);
    attempts.forget(place);
  } catch (failure) {
    const moved = failure instanceof OffsetsMoved;
    const text = `cannot park ${place} now, will try again: ${(failure as Error).message}`;
    // What the database refuses for another reason than an outage it may refuse for ever: only this partition waits.
    if (moved || isOutage(failure)) log.warn(text);
    else log.error(text);
    stop(stopped, slice, moved ? 0 : 10 * policy.backoffMs, failure);
  }
  return stopped;
}

function stop(stopped: Map<string, FetchAgain>, slice: Slice, afterMs: number, cause: unknown): void {
  stopped.set(placeName(slice), new FetchAgain(slice.expected, afterMs, { cause }));
}

/** What an operator reads: the message, never the data. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
