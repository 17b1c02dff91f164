import { placeName, type Place } from '../broker/place.js';
import type { Transaction } from '../database/transaction.js';
import type { Slice } from './slice.js';

/** Somebody else has moved these offsets: another owner of the partition, or a restored database. */
export class OffsetsMoved extends Error {
  override name = 'OffsetsMoved';

  constructor(readonly places: readonly string[]) {
    super(`another consumer has moved ${places.join(', ')}`);
  }
}

/**
 * The first statement of every consuming transaction: moves the offsets by compare-and-set, all or none, and holds their
 * rows. Answers the partitions in which this consumer began in the middle of the log.
 */
export async function moveOffsets(
  tx: Transaction,
  consumer: string,
  slices: readonly Slice[],
): Promise<{ beganLate: ReadonlySet<string> }> {
  const moved = await tx.query<{ topic: string; partition: number; first_offset: string }>(
    `update offsets as o set next_offset = s.next_offset
     from unnest($2::text[], $3::integer[], $4::bigint[], $5::bigint[]) as s(topic, partition, expected, next_offset)
     where o.consumer = $1 and o.topic = s.topic and o.partition = s.partition and o.next_offset = s.expected
     returning o.topic, o.partition, o.first_offset`,
    [
      consumer,
      slices.map(({ topic }) => topic),
      slices.map(({ partition }) => partition),
      slices.map(({ expected }) => String(expected)),
      slices.map(({ next }) => String(next)),
    ],
  );
  if (moved.length < slices.length) {
    const ours = new Set(moved.map(placeName));
    throw new OffsetsMoved(slices.map(placeName).filter((place) => !ours.has(place)));
  }
  return { beganLate: new Set(moved.filter((row) => row.first_offset !== '0').map(placeName)) };
}

export interface StoredOffset extends Place {
  nextOffset: bigint;
}

/** The offsets of these partitions that this consumer has stored. */
export async function storedOffsets(
  tx: Pick<Transaction, 'query'>,
  consumer: string,
  places: readonly Place[],
): Promise<StoredOffset[]> {
  const rows = await tx.query<{ topic: string; partition: number; next_offset: string }>(
    `select o.topic, o.partition, o.next_offset
     from unnest($2::text[], $3::integer[]) as p(topic, partition)
     join offsets as o on o.consumer = $1 and o.topic = p.topic and o.partition = p.partition`,
    [consumer, places.map(({ topic }) => topic), places.map(({ partition }) => partition)],
  );
  return rows.map((row) => ({ topic: row.topic, partition: row.partition, nextOffset: BigInt(row.next_offset) }));
}

/** Stores where this consumer begins in partitions it has never read; another instance may have been first. */
export async function storeFirstOffsets(
  tx: Pick<Transaction, 'query'>,
  consumer: string,
  places: readonly StoredOffset[],
): Promise<void> {
  await tx.query(
    `insert into offsets (consumer, topic, partition, next_offset, first_offset)
     select $1, p.topic, p.partition, p.next_offset, p.next_offset
     from unnest($2::text[], $3::integer[], $4::bigint[]) as p(topic, partition, next_offset)
     on conflict do nothing`,
    [
      consumer,
      places.map(({ topic }) => topic),
      places.map(({ partition }) => partition),
      places.map(({ nextOffset }) => String(nextOffset)),
    ],
  );
}
