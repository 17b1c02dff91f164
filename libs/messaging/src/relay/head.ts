import { placeName, type Place } from '../broker/place.js';

/** An event as it stands in the outbox. */
export interface OutboxEvent {
  id: string;
  key: string;
  headers: string;
  payload: Buffer;
}

/** A row of a statement that answers partitions, each with its events or with none. */
export interface PlaceRow extends Place {
  id: string | null;
  key: string;
  headers: string;
  payload: Buffer;
}

/** The events of such rows, and a row of each partition. */
export function byPlace<Row extends PlaceRow>(rows: readonly Row[]): Map<string, { row: Row; events: OutboxEvent[] }> {
  const places = new Map<string, { row: Row; events: OutboxEvent[] }>();
  for (const row of rows) {
    const { id, key, headers, payload } = row;
    const place = places.get(placeName(row)) ?? { row, events: [] };
    if (id !== null) place.events.push({ id, key, headers, payload });
    places.set(placeName(row), place);
  }
  return places;
}

/** What a relay knows of one partition. The stamped ids fix every event's position before anything is sent. */
export interface Head extends Place {
  /** The last position given out. */
  position: bigint;
  /** Offset of the last acknowledged batch; where a later owner begins to look. */
  ackedOffset: bigint;
  /** The one batch in flight; its last event has the head's position. */
  inFlight: readonly OutboxEvent[];
  /** The batch in flight is acknowledged: it goes with the next stamp. */
  acknowledged: boolean;
}

export function positionInFlight({ position, inFlight }: Head, index: number): bigint {
  return position - BigInt(inFlight.length) + BigInt(index) + 1n;
}

/** This database is older than the topic: it was restored from a copy, or a failover lost its last commits. */
export class OlderThanTopic extends Error {
  override name = 'OlderThanTopic';
}
