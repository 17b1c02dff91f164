import type { Partitions } from '../broker/partitions.js';
import type { Transaction } from '../database/transaction.js';
import { chunksOf } from './chunk.js';
import type { OutgoingEvent } from './outgoing.js';

/**
 * Writes the events as the last rows of their transaction and wakes the relay when it commits. What a repair has seen
 * in the topic is there already and is left out.
 */
export async function writeOutbox(
  tx: Transaction,
  partitions: Partitions,
  events: readonly OutgoingEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const counts = await partitions.of(new Set(events.map(({ topic }) => topic)));
  if (await insert(tx, counts, events, { compared: false })) return;
  // From that statement on this transaction holds the table against a repair: what was seen stays as it is.
  const seen = new Set(await forget(tx, events));
  const fresh = events.filter(({ eventId }) => !seen.has(eventId));
  if (fresh.length > 0) await insert(tx, counts, fresh, { compared: true });
}

/** False: a repair has seen events, and these were not compared with them; nothing was written. */
async function insert(
  tx: Transaction,
  counts: ReadonlyMap<string, number>,
  events: readonly OutgoingEvent[],
  { compared }: { compared: boolean },
): Promise<boolean> {
  const chunks = chunksOf(events, counts);
  const [row] = await tx.query<{ written: boolean }>(INSERT, [
    chunks.map(({ topic }) => topic),
    chunks.map(({ partition }) => partition),
    chunks.map(({ size }) => size),
    chunks.map(({ events }) => events),
    compared,
  ]);
  return row!.written;
}

/**
 * Those of the events that a repair has seen. Each is made again once: what keeps it from being made twice commits with this
 * transaction. So it is struck off, and once all are, publishing takes one statement again.
 */
async function forget(tx: Transaction, events: readonly OutgoingEvent[]): Promise<string[]> {
  const ids = events.map(({ eventId }) => eventId);
  const seen = await tx.query<{ eventId: string }>(
    `delete from seen_by_repair where event_id = any($1::uuid[]) returning event_id as "eventId"`,
    [ids],
  );
  return seen.map(({ eventId }) => eventId);
}

/** One channel a schema: services that share a database do not wake each other. Longer names would be cut. */
export const CHANNEL = `'outbox_' || left(current_schema(), 50)`;

// Whether a repair has seen anything is asked by the statement that writes: between two a repair could begin.
const INSERT = `
  with written as (
    insert into outbox (topic, partition, size, events)
    select u.topic, u.partition, u.size, u.events
    from unnest($1::text[], $2::integer[], $3::integer[], $4::bytea[])
      with ordinality as u(topic, partition, size, events, place)
    where $5::boolean or not exists (select from seen_by_repair)
    order by u.place
    returning 1)
  select exists (select from written) as written, pg_notify(${CHANNEL}, '')`;
