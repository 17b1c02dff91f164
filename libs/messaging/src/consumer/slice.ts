import type { BrokerRecord } from '../broker/broker.js';
import type { Place } from '../broker/place.js';

/** A run of one partition's records that one transaction applies: the offset moves from `expected` to `next`. */
export interface Slice extends Place {
  expected: bigint;
  next: bigint;
  records: readonly BrokerRecord[];
}

/** Cuts the first `limit` records off a run. */
export function firstOf(slice: Slice, limit: number): Slice {
  if (slice.records.length <= limit) return slice;
  const records = slice.records.slice(0, limit);
  return { ...slice, records, next: records.at(-1)!.offset + 1n };
}

/**
 * Two halves, to be applied one after the other: by partitions while there are several, then by records. The order within
 * a partition is kept. One record alone cannot be halved.
 */
export function halve(slices: readonly Slice[]): [Slice[], Slice[]] {
  if (slices.length > 1) {
    const middle = Math.ceil(slices.length / 2);
    return [slices.slice(0, middle), slices.slice(middle)];
  }
  const [whole] = slices;
  if (!whole || whole.records.length < 2) throw new Error('one record cannot be halved');
  const first = firstOf(whole, Math.ceil(whole.records.length / 2));
  const second = { ...whole, expected: first.next, records: whole.records.slice(first.records.length) };
  return [[first], [second]];
}

/** How many records of each partition one transaction takes: nobody starves, small ones go whole. */
export function shareOut(waiting: readonly number[], limit: number): number[] {
  const shares = waiting.map(() => 0);
  const bySize = waiting.map((count, index) => ({ count, index })).sort((a, b) => a.count - b.count);
  let left = limit;
  bySize.forEach(({ count, index }, turn) => {
    const share = Math.min(count, Math.ceil(left / (bySize.length - turn)));
    shares[index] = share;
    left -= share;
  });
  return shares;
}
