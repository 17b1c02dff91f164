import type { ClientBase } from 'pg';
import { placeName, type Place } from '../broker/place.js';
import { statement } from '../database/statement.js';
import { byPlace, eventsIn, type Chunk, type Head, type PlaceRow } from './head.js';

/** Most of one partition in one batch, unless one chunk is more: a message set must stay below the broker's limit of 1 MB. */
const MAX_EVENTS = 500;
const MAX_BYTES = 700 * 1024;

/** More may wait behind a batch of this size, and nobody will say so. */
export function mayHaveMore(batch: readonly Chunk[]): boolean {
  const bytes = batch.reduce((sum, { events }) => sum + events.length, 0);
  return 2 * eventsIn(batch) > MAX_EVENTS || 2 * bytes > MAX_BYTES;
}

export interface Stamped {
  /** Heads with a new batch to send, or at rest. */
  moved: Head[];
  /** Partitions with chunks for which no head was given. */
  unknown: Place[];
  /** Another relay has moved these heads. */
  lost: Place[];
}

/** Takes the next batch of every partition whose last one is acknowledged. The stamp is durable when it resolves. */
export type Stamp = (db: ClientBase, heads: readonly Head[]) => Promise<Stamped>;

/**
 * One statement: deletes what was acknowledged, takes the next chunks in order of id, writes position, ids and acknowledged
 * offset by compare-and-set. Ids, not a range: a chunk with a lower id may commit later. Where nothing is left to send the
 * stamp is empty, so that an idle outbox is empty too. What was acknowledged stands in a table of its own because that is
 * hashed; "<> all(array)" compares every row with every id. The bytes are fetched last, by their place: they would go
 * through every step and sort before. "offset 0" keeps that from becoming a join, for which the whole outbox would be read.
 */
const STEP = `
  with recursive ready(topic, partition) as (
    (select topic, partition from outbox order by topic, partition limit 1)
    union all
    select n.topic, n.partition from ready as r cross join lateral (
      select o.topic, o.partition from outbox as o
      where (o.topic, o.partition) > (r.topic, r.partition) order by o.topic, o.partition limit 1) as n),
  known as (
    select * from unnest($1::text[], $2::integer[], $3::bigint[], $4::bigint[])
      as k(topic, partition, position, acked_offset)),
  acked(id) as materialized (select * from unnest($7::bigint[])),
  gone as (
    delete from outbox where topic = any($5::text[]) and partition = any($6::integer[]) and id = any($7::bigint[])),
  next as (
    select k.topic, k.partition, b.id, b.size
    from ready as r join known as k on k.topic = r.topic and k.partition = r.partition
    cross join lateral (
      select s.id, s.size, row_number() over through as place,
             sum(s.size) over through as events, sum(s.bytes) over through as bytes
      from (select o.id, o.size, octet_length(o.events) as bytes from outbox as o
            where o.topic = r.topic and o.partition = r.partition and (o.id > $8 or o.id not in (select id from acked))
            order by o.id limit ${MAX_EVENTS}) as s
      window through as (order by s.id rows unbounded preceding)) as b
    where b.place = 1 or (b.events <= ${MAX_EVENTS} and b.bytes <= ${MAX_BYTES})),
  batch as materialized (
    select topic, partition, sum(size) as size, array_agg(id order by id) as ids from next group by topic, partition),
  stamped as (
    update relay as h
    set position = k.position + coalesce(b.size, 0), ids = coalesce(b.ids, '{}'), acked_offset = k.acked_offset
    from known as k left join batch as b on b.topic = k.topic and b.partition = k.partition
    where h.topic = k.topic and h.partition = k.partition and h.position = k.position
      and (b.size is not null or cardinality(h.ids) > 0)
    returning h.topic, h.partition, h.position)
  select r.topic, r.partition, s.position, n.id, n.size, e.events
  from ready as r
  left join stamped as s on s.topic = r.topic and s.partition = r.partition
  left join next as n on n.topic = s.topic and n.partition = s.partition
  left join lateral (
    select o.events from outbox as o where o.topic = n.topic and o.partition = n.partition and o.id = n.id offset 0
  ) as e on true`;

type StepRow = PlaceRow & { position: string | null };

export const stamp: Stamp = async (db, heads) => {
  const acknowledged = heads.filter((head) => head.acknowledged);
  const ids = acknowledged.flatMap((head) => head.inFlight.map(({ id }) => id));
  const { rows } = await db.query<StepRow>(
    statement(STEP, [
      heads.map(({ topic }) => topic),
      heads.map(({ partition }) => partition),
      heads.map(({ position }) => position),
      heads.map(({ ackedOffset }) => ackedOffset),
      [...new Set(acknowledged.map(({ topic }) => topic))],
      [...new Set(acknowledged.map(({ partition }) => partition))],
      ids,
      String(ids.reduce((highest, id) => (BigInt(id) > highest ? BigInt(id) : highest), 0n)),
    ]),
  );
  return read(heads, rows);
};

function read(heads: readonly Head[], rows: readonly StepRow[]): Stamped {
  const known = new Map(heads.map((head) => [placeName(head), head]));
  const result: Stamped = { moved: [], unknown: [], lost: [] };
  for (const [place, { row, chunks }] of byPlace(rows)) {
    const head = known.get(place);
    if (!head) result.unknown.push({ topic: row.topic, partition: row.partition });
    else if (row.position === null) result.lost.push({ topic: row.topic, partition: row.partition });
    else result.moved.push({ ...head, position: BigInt(row.position), inFlight: chunks, acknowledged: false });
  }
  return result;
}
