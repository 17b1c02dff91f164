import type { Place } from '../broker/place.js';
import type { Transaction } from '../database/transaction.js';

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
