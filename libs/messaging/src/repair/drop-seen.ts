import { HEADER } from '@cc/contracts';
import type { Client } from 'pg';
import { unpack, type PackedRecord } from '../broker/packed-record.js';
import type { Place } from '../broker/place.js';
import type { Chunk } from '../relay/head.js';

/** Chunks looked at together: a full outbox need not fit into memory. */
const AT_ONCE = 200;

/**
 * Takes the events that a repair has seen in the topic out of a partition of the outbox, and what the copy had in flight:
 * that stands in the topic too, nothing later is stamped before it is acknowledged. Answers how many events went.
 */
export async function dropSeen(db: Client, { topic, partition }: Place): Promise<number> {
  let dropped = 0;
  for (let last = '0'; ;) {
    const { rows } = await db.query<Chunk & { sent: boolean }>(
      `select o.id, o.size, o.events, coalesce(o.id = any(h.ids), false) as sent
       from outbox as o left join relay as h on h.topic = o.topic and h.partition = o.partition
       where o.topic = $1 and o.partition = $2 and o.id > $3 order by o.id limit ${AT_ONCE}`,
      [topic, partition, last],
    );
    if (rows.length === 0) return dropped;
    last = rows.at(-1)!.id;
    const chunks = rows.map(({ events, ...row }) => ({ ...row, records: unpack(events, 0n) }));
    const seen = await seenOf(
      db,
      chunks.flatMap(({ records }) => records.map(idOf)),
    );
    for (const { id, size, sent, records } of chunks) {
      const left = sent ? [] : records.filter((record) => !seen.has(idOf(record)));
      dropped += size - left.length;
      if (left.length < size) await leave(db, { topic, partition }, id, left);
    }
  }
}

const idOf = ({ headers }: PackedRecord) => headers[HEADER.id]!;

async function seenOf(db: Client, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ id: string }>(
    `select event_id as id from seen_by_repair where event_id = any($1::uuid[])`,
    [ids],
  );
  return new Set(rows.map(({ id }) => id));
}

/** The chunk keeps its id, and with it its place among the others. */
async function leave(
  db: Client,
  { topic, partition }: Place,
  id: string,
  left: readonly PackedRecord[],
): Promise<void> {
  const chunk = `topic = $1 and partition = $2 and id = $3`;
  if (left.length === 0) {
    await db.query(`delete from outbox where ${chunk}`, [topic, partition, id]);
    return;
  }
  const events = Buffer.concat(left.map(({ packed }) => packed));
  await db.query(`update outbox set size = $4, events = $5 where ${chunk}`, [
    topic,
    partition,
    id,
    left.length,
    events,
  ]);
}
