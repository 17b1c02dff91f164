import { placeName } from '../broker/place.js';
import type { Transaction } from '../database/transaction.js';
import { highestPositions } from './positions.js';
import type { Slice } from './slice.js';

/** Somebody else has moved these offsets: another owner of the partition, or a restored database. */
export class OffsetsMoved extends Error {
  override name = 'OffsetsMoved';

  constructor(readonly places: readonly string[]) {
    super(`another consumer has moved ${places.join(', ')}`);
  }
}

export interface Moved {
  /** Of each slice, in their order. */
  slices: readonly MovedSlice[];
  /** Some letter stands in this service's tables: something may have to wait behind it. */
  lettersStand: boolean;
}

interface MovedSlice {
  /** The last position of each publisher before. */
  last: ReadonlyMap<string, bigint>;
  /** This consumer has read the partition from the beginning of its log. */
  fromTheBeginning: boolean;
}

/**
 * What is answered stood when the statement began, before it held the rows of the offsets. Nobody changed it in between:
 * positions and letters that hold up a stream are written only by whoever moves its offset, and an offset that was moved since
 * is not the expected one any more. The positions join the offsets that moved, so that nobody waits for an offset with
 * positions in hand.
 */
const MOVE_ON = `
  with slice as (
    select * from unnest($2::text[], $3::integer[], $4::bigint[], $5::bigint[])
      as s(topic, partition, expected, next_offset)),
  moved as (
    update offsets as o set next_offset = s.next_offset from slice as s
    where o.consumer = $1 and o.topic = s.topic and o.partition = s.partition and o.next_offset = s.expected
    returning o.topic, o.partition, o.first_offset),
  reached as (
    select r.* from moved as m
    join unnest($6::text[], $7::integer[], $8::text[], $9::bigint[]) as r(topic, partition, publisher, position)
      on r.topic = m.topic and r.partition = m.partition),
  raised as (
    insert into positions (consumer, topic, publisher, partition, position)
    select $1, r.topic, r.publisher, r.partition, r.position from reached as r
    on conflict (consumer, topic, publisher, partition) do update set position = excluded.position
    where positions.position < excluded.position)
  select m.topic, m.partition, m.first_offset = 0 as "fromTheBeginning", p.publisher, p.position,
         exists (select from dead_letters) as "lettersStand"
  from moved as m
  left join reached as r on r.topic = m.topic and r.partition = m.partition
  left join positions as p
    on p.consumer = $1 and p.topic = r.topic and p.publisher = r.publisher and p.partition = r.partition`;

interface Row {
  topic: string;
  partition: number;
  fromTheBeginning: boolean;
  publisher: string | null;
  position: string | null;
  lettersStand: boolean;
}

/**
 * The first statement of every consuming transaction: moves the offsets by compare-and-set, all or none, and holds their rows;
 * moves the positions of what our services have numbered with them.
 */
export async function moveOn(
  tx: Transaction,
  consumer: string,
  slices: readonly Slice[],
  isNumbered: (slice: Slice) => boolean,
): Promise<Moved> {
  const reached = slices
    .filter(isNumbered)
    .flatMap((slice) => [...highestPositions(slice)].map(([publisher, position]) => ({ slice, publisher, position })));
  const rows = await tx.query<Row>(MOVE_ON, [
    consumer,
    slices.map(({ topic }) => topic),
    slices.map(({ partition }) => partition),
    slices.map(({ expected }) => String(expected)),
    slices.map(({ next }) => String(next)),
    reached.map(({ slice }) => slice.topic),
    reached.map(({ slice }) => slice.partition),
    reached.map(({ publisher }) => publisher),
    reached.map(({ position }) => String(position)),
  ]);
  const moved = Map.groupBy(rows, placeName);
  const missed = slices.map(placeName).filter((place) => !moved.has(place));
  if (missed.length > 0) throw new OffsetsMoved(missed);
  return {
    slices: slices.map((slice) => {
      const before = moved.get(placeName(slice))!;
      return {
        last: new Map(before.flatMap((row) => (row.publisher ? [[row.publisher, BigInt(row.position!)]] : []))),
        fromTheBeginning: before[0]!.fromTheBeginning,
      };
    }),
    lettersStand: rows.some(({ lettersStand }) => lettersStand),
  };
}
