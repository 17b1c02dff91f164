import type { BrokerRecord } from '../broker/broker.js';
import { positionOf } from '../broker/wire.js';
import type { Transaction } from '../database/transaction.js';
import type { Slice } from './slice.js';

/** A publisher's records between `after` and `found` never came: a loss. */
export interface Gap {
  topic: string;
  partition: number;
  publisher: string;
  after: bigint;
  found: bigint;
}

export interface CheckedSlice {
  fresh: BrokerRecord[];
  duplicates: number;
  gaps: Gap[];
}

/**
 * Drops what the consumer has applied already. `last` holds the last applied position of each publisher in this
 * partition. A publisher not seen before must begin with 1, unless this consumer began in the middle of the log.
 */
export type PositionCheck = (
  slice: Pick<Slice, 'topic' | 'partition' | 'records'>,
  last: ReadonlyMap<string, bigint>,
  fromTheBeginning: boolean,
) => CheckedSlice;

export const checkPositions: PositionCheck = ({ topic, partition, records }, last, fromTheBeginning) => {
  const reached = new Map(last);
  const checked: CheckedSlice = { fresh: [], duplicates: 0, gaps: [] };
  for (const record of records) {
    const numbered = positionOf(record);
    if (numbered === null) {
      checked.fresh.push(record);
      continue;
    }
    const { publisher, position } = numbered;
    const before = reached.get(publisher) ?? (fromTheBeginning ? 0n : position - 1n);
    if (position <= before) {
      checked.duplicates += 1;
      continue;
    }
    if (position > before + 1n) checked.gaps.push({ topic, partition, publisher, after: before, found: position });
    reached.set(publisher, position);
    checked.fresh.push(record);
  }
  return checked;
};

/** Moves the positions to what the slices hold and answers, by slice, what they were before. */
export async function movePositions(
  tx: Transaction,
  consumer: string,
  slices: readonly Slice[],
): Promise<ReadonlyMap<string, bigint>[]> {
  const highest = slices.map(highestPositions);
  const rows = slices.flatMap(({ topic, partition }, i) =>
    [...highest[i]!].map(([publisher, position]) => ({ topic, partition, publisher, position })),
  );
  if (rows.length === 0) return slices.map(() => new Map());

  // Read and write in one statement: the read sees what stood before. Nobody else may move them meanwhile, the offset's row is ours.
  const before = await tx.query<{ topic: string; publisher: string; partition: number; position: string }>(
    `with reached as (
       select * from unnest($2::text[], $3::text[], $4::integer[], $5::bigint[]) as r(topic, publisher, partition, position)),
     moved as (
       insert into positions (consumer, topic, publisher, partition, position)
       select $1, r.topic, r.publisher, r.partition, r.position from reached as r
       on conflict (consumer, topic, publisher, partition) do update set position = excluded.position
       where positions.position < excluded.position)
     select p.topic, p.publisher, p.partition, p.position
     from reached as r join positions as p
       on p.consumer = $1 and p.topic = r.topic and p.publisher = r.publisher and p.partition = r.partition`,
    [
      consumer,
      rows.map(({ topic }) => topic),
      rows.map(({ publisher }) => publisher),
      rows.map(({ partition }) => partition),
      rows.map(({ position }) => String(position)),
    ],
  );
  return slices.map(
    ({ topic, partition }) =>
      new Map(
        before
          .filter((row) => row.topic === topic && row.partition === partition)
          .map((row) => [row.publisher, BigInt(row.position)]),
      ),
  );
}

function highestPositions({ records }: Slice): Map<string, bigint> {
  const highest = new Map<string, bigint>();
  for (const record of records) {
    const numbered = positionOf(record);
    if (numbered && numbered.position > (highest.get(numbered.publisher) ?? 0n)) {
      highest.set(numbered.publisher, numbered.position);
    }
  }
  return highest;
}
