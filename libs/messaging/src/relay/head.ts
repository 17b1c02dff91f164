/** An event as it stands in the outbox. */
export interface OutboxEvent {
  id: string;
  key: string;
  headers: string;
  payload: Buffer;
}

/** What a relay knows of one partition. The stamped ids fix every event's position before anything is sent. */
export interface Head {
  topic: string;
  partition: number;
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
