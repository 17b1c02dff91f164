import { partitionOf } from '../broker/murmur2.js';
import { placeName, type Place } from '../broker/place.js';
import type { OutgoingEvent } from './outgoing.js';

/** A row of the outbox: events that one transaction publishes to one partition, in order. */
export interface OutgoingChunk extends Place {
  /** The number of events. */
  size: number;
  /** Their packed records, one behind the other. */
  events: Buffer;
}

/**
 * A row with so many bytes of events fits a page of PostgreSQL's and is written and read in one piece; a longer one would be
 * cut into pieces of two thousand bytes, each a row with an index entry of its own.
 */
const MAX_BYTES = 7900;

interface OpenChunk extends Place {
  packed: Buffer[];
  bytes: number;
}

/** Puts events into chunks; each place keeps its order. An event that is longer than a chunk has one to itself. */
export function chunksOf(
  events: readonly OutgoingEvent[],
  partitions: ReadonlyMap<string, number>,
  maxBytes = MAX_BYTES,
): OutgoingChunk[] {
  const chunks: OpenChunk[] = [];
  const last = new Map<string, OpenChunk>();
  for (const { topic, key, packed } of events) {
    const place = { topic, partition: partitionOf(key, partitions.get(topic)!) };
    let chunk = last.get(placeName(place));
    if (!chunk || chunk.bytes + packed.length > maxBytes) {
      chunk = { ...place, packed: [], bytes: 0 };
      chunks.push(chunk);
      last.set(placeName(place), chunk);
    }
    chunk.packed.push(packed);
    chunk.bytes += packed.length;
  }
  return chunks.map(({ topic, partition, packed, bytes }) => ({
    topic,
    partition,
    size: packed.length,
    events: Buffer.concat(packed, bytes),
  }));
}
