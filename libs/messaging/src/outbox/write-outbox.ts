import type { Transaction } from '../database/transaction.js';
import { partitionOf } from '../broker/murmur2.js';
import type { Partitions } from '../broker/partitions.js';
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
  await tx.query(
    `with written as (
       insert into outbox (topic, partition, event_id, key, type, headers, payload)
       select u.topic, u.partition, u.event_id, u.key, u.type, u.headers, u.payload
       from unnest($1::text[], $2::integer[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::bytea[])
         with ordinality as u(topic, partition, event_id, key, type, headers, payload, place)
       where not exists (select from seen_by_repair as seen where seen.event_id = u.event_id)
       order by u.place)
     select pg_notify(${CHANNEL}, '')`,
    [
      events.map(({ topic }) => topic),
      events.map(({ topic, key }) => partitionOf(key, counts.get(topic)!)),
      events.map(({ eventId }) => eventId),
      events.map(({ key }) => key),
      events.map(({ type }) => type),
      events.map(({ headers }) => headers),
      events.map(({ payload }) => payload),
    ],
  );
}

/** One channel a schema: services that share a database do not wake each other. Longer names would be cut. */
export const CHANNEL = `'outbox_' || left(current_schema(), 50)`;
