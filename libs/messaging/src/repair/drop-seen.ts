import { HEADER } from '@cc/contracts';
import type { Client } from 'pg';
import { unpack, type PackedRecord } from '../broker/packed-record.js';
import type { Place } from '../broker/place.js';
import type { Chunk } from '../relay/head.js';

/** Chunks looked at together: a full outbox need not fit into memory. */
const AT_ONCE = 200;

/** What a chunk keeps. */
interface Left {
  id: string;
  records: readonly PackedRecord[];
}

/**
 * Takes the events that a repair has seen in the topic out of a partition of the outbox, and what the copy had in flight:
 * that stands in the topic too, nothing later is stamped before it is acknowledged. Answers how many events went.
 */
export async function dropSeen(db: Client, place: Place): Promise<number> {
  let dropped = 0;
  for (let last = '0'; ;) {
    const { rows } = await db.query<Chunk & { sent: boolean }>(
      `select o.id, o.size, o.events, coalesce(o.id = any(h.ids), false) as sent
       from outbox as o left join relay as h on h.topic = o.topic and h.partition = o.partition
       where o.topic = $1 and o.partition = $2 and o.id > $3 order by o.id limit ${AT_ONCE}`,
      [place.topic, place.partition, last],
    );
    if (rows.length === 0) return dropped;
    last = rows.at(-1)!.id;
    const chunks = rows.map(({ events, ...row }) => ({ ...row, records: unpack(events, 0n) }));
    const seen = await forget(
      db,
      chunks.flatMap(({ records }) => records.map(idOf)),
    );
    const fewer: Left[] = [];
    for (const { id, size, sent, records } of chunks) {
      const left = sent ? [] : records.filter((record) => !seen.has(idOf(record)));
      dropped += size - left.length;
      if (left.length < size) fewer.push({ id, records: left });
    }
    await leave(db, place, fewer);
  }
}

const idOf = ({ headers }: PackedRecord) => headers[HEADER.id]!;

/** Those of the events that were seen. What made them is committed in this database: they are not made again. */
async function forget(db: Client, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ id: string }>(
    `delete from seen_by_repair where event_id = any($1::uuid[]) returning event_id as id`,
    [ids],
  );
  return new Set(rows.map(({ id }) => id));
}

/** A chunk of which something is left keeps its id, and with it its place among the others. */
async function leave(db: Client, { topic, partition }: Place, chunks: readonly Left[]): Promise<void> {
  const empty = chunks.filter(({ records }) => records.length === 0);
  const kept = chunks.filter(({ records }) => records.length > 0);
  await db.query(`delete from outbox where topic = $1 and partition = $2 and id = any($3::bigint[])`, [
    topic,
    partition,
    empty.map(({ id }) => id),
  ]);
  await db.query(
    `update outbox as o set size = k.size, events = k.events
     from unnest($3::bigint[], $4::integer[], $5::bytea[]) as k(id, size, events)
     where o.topic = $1 and o.partition = $2 and o.id = k.id`,
    [
      topic,
      partition,
      kept.map(({ id }) => id),
      kept.map(({ records }) => records.length),
      kept.map(({ records }) => Buffer.concat(records.map(({ packed }) => packed))),
    ],
  );
}
