import { placeName, type Place } from '../broker/place.js';

/** A row of the outbox: the events that one transaction published to a partition, or some of them where they are many. */
export interface Chunk {
  id: string;
  /** The number of its events. */
  size: number;
  /** Their packed records, one behind the other. */
  events: Buffer;
}

/** A row of a statement that answers partitions, each with its chunks or with none. */
export type PlaceRow = Place & (Chunk | { id: null; size: null; events: null });

/** The chunks of such rows in order of id, and a row of each partition. */
export function byPlace<Row extends PlaceRow>(rows: readonly Row[]): Map<string, { row: Row; chunks: Chunk[] }> {
  const places = new Map<string, { row: Row; chunks: Chunk[] }>();
  for (const row of rows) {
    const { id, size, events } = row;
    const place = places.get(placeName(row)) ?? { row, chunks: [] };
    if (id !== null) place.chunks.push({ id, size, events });
    places.set(placeName(row), place);
  }
  for (const { chunks } of places.values()) chunks.sort((one, other) => Number(BigInt(one.id) - BigInt(other.id)));
  return places;
}

/** What a relay knows of one partition. The stamped ids fix every event's position before anything is sent. */
export interface Head extends Place {
  /** The last position given out. */
  position: bigint;
  /** Offset of the last acknowledged batch; where a later owner begins to look. */
  ackedOffset: bigint;
  /** The one batch in flight, in order of id; its last event has the head's position. */
  inFlight: readonly Chunk[];
  /** The batch in flight is acknowledged: it goes with the next stamp. */
  acknowledged: boolean;
}

export function eventsIn(chunks: readonly Chunk[]): number {
  return chunks.reduce((sum, { size }) => sum + size, 0);
}

/** This database is older than the topic: it was restored from a copy, or a failover lost its last commits. */
export class OlderThanTopic extends Error {
  override name = 'OlderThanTopic';
}
