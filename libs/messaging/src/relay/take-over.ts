import { HEADER, type ServiceName } from '@cc/contracts';
import type { ClientBase } from 'pg';
import type { Broker } from '../broker/broker.js';
import type { Place } from '../broker/place.js';
import { headerIn, positionOf } from '../broker/wire.js';
import { byPlace, OlderThanTopic, type Head, type PlaceRow } from './head.js';

/** Every partition this service has ever published to, and those that hold events now. */
export async function allPlaces(db: ClientBase): Promise<Place[]> {
  const { rows } = await db.query<Place>(
    `select topic, partition from relay union select topic, partition from outbox`,
  );
  return rows;
}

/** Changes whenever a head moves: none ever goes back, and a new one begins with zero. */
export async function sumOfHeads(db: ClientBase): Promise<string> {
  const { rows } = await db.query<{ sum: string }>(`select coalesce(sum(position), 0)::text as sum from relay`);
  return rows[0]!.sum;
}

type HeadRow = PlaceRow & { position: string; acked_offset: string; ids: string[] };

/** The heads of these partitions with what they have in flight. */
export async function loadHeads(db: ClientBase, places: readonly Place[]): Promise<Head[]> {
  const topics = places.map(({ topic }) => topic);
  const partitions = places.map(({ partition }) => partition);
  await db.query(
    `insert into relay (topic, partition, position, ids, acked_offset)
     select p.topic, p.partition, 0, '{}', -1 from unnest($1::text[], $2::integer[]) as p(topic, partition)
     on conflict do nothing`,
    [topics, partitions],
  );
  // Head and chunks in one statement: in two, another relay's stamp could come between.
  const { rows } = await db.query<HeadRow>(
    `select h.topic, h.partition, h.position, h.acked_offset, h.ids, o.id, o.size, o.events
     from unnest($1::text[], $2::integer[]) as p(topic, partition)
     join relay as h on h.topic = p.topic and h.partition = p.partition
     left join outbox as o on o.topic = h.topic and o.partition = h.partition and o.id = any(h.ids)`,
    [topics, partitions],
  );
  return [...byPlace(rows).values()].map(({ row, chunks }) => {
    const { topic, partition, ids } = row;
    if (chunks.length !== ids.length) {
      throw new OlderThanTopic(
        `the head of ${topic}/${partition} says that ${ids.length} chunks of events are in flight, but the ` +
          `outbox holds ${chunks.length} of them: somebody has changed the tables. Nothing is sent.`,
      );
    }
    const position = BigInt(row.position);
    const ackedOffset = BigInt(row.acked_offset);
    return { topic, partition, position, ackedOffset, inFlight: chunks, acknowledged: false };
  });
}

/** Makes sure that the topics hold nothing of ours above these heads. */
export async function mustNotBeOlder(broker: Broker, publisher: ServiceName, heads: readonly Head[]): Promise<void> {
  for (const topic of new Set(heads.map((head) => head.topic))) {
    await topicMustNotBeNewer(
      broker,
      publisher,
      topic,
      heads.filter((head) => head.topic === topic),
    );
  }
}

async function topicMustNotBeNewer(
  broker: Broker,
  publisher: ServiceName,
  topic: string,
  heads: readonly Head[],
): Promise<void> {
  for (const { partition, next } of await broker.bounds(topic)) {
    const head = heads.find((one) => one.partition === partition);
    if (head && head.ackedOffset >= next) {
      throw new OlderThanTopic(
        `${publisher} had offset ${head.ackedOffset} of ${topic}/${partition} acknowledged, but the log ends at ${next}: ` +
          `the topic was made again or restored from an older copy. Nothing is sent.`,
      );
    }
  }
  const found = await ownAbove(broker, publisher, topic, heads);
  const [first] = found;
  if (first) {
    throw new OlderThanTopic(
      `the database of ${publisher} is older than ${topic}/${first.partition}: its head is ${first.head}, the topic holds ` +
        `position ${first.position} (offset ${first.offset}). It was restored from an older copy, or a failover lost its ` +
        `last commits. Nothing is sent, because new events would be dropped as duplicates. ` +
        `What to do: "hub messaging repair ${publisher}".`,
    );
  }
}

export interface OwnRecord {
  partition: number;
  head: bigint;
  position: bigint;
  offset: bigint;
  eventId: string;
}

/** What the topic holds of this publisher above its heads; none, unless the database is older than the topic. */
export async function ownAbove(
  broker: Broker,
  publisher: ServiceName,
  topic: string,
  heads: readonly Pick<Head, 'partition' | 'position' | 'ackedOffset'>[],
): Promise<OwnRecord[]> {
  const positions = new Map(heads.map(({ partition, position }) => [partition, position]));
  const found: OwnRecord[] = [];
  await broker.scan(
    topic,
    heads.map(({ partition, ackedOffset }) => ({ partition, offset: ackedOffset + 1n })),
    (partition, record) => {
      const numbered = positionOf(record);
      const head = positions.get(partition)!;
      if (numbered?.publisher !== publisher || numbered.position <= head) return;
      const { offset } = record;
      found.push({ partition, head, position: numbered.position, offset, eventId: headerIn(record, HEADER.id)! });
    },
  );
  return found;
}
