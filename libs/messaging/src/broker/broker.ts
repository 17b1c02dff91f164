import type { ServiceName } from '@cc/contracts';
import type { Place } from './place.js';

/** A record as the broker holds it. Several values of one header are kept apart. */
export interface BrokerRecord {
  offset: bigint;
  key: Buffer | null;
  value: Buffer | null;
  headers: Record<string, Buffer[]>;
  appendedAt: Date;
  /** The first value of one header, where that is cheaper than to make all of them. */
  first?(name: string): string | undefined;
  /** The same of several headers at once, quickest in the order in which they stand. */
  firsts?(names: readonly string[]): (string | undefined)[];
  /** Kept by `positionOf`, which is asked several times; false: nobody of ours numbered it. */
  numbered?: Numbered | false | undefined;
}

/** Who of us published a record, and its number among all that this service published in the partition. */
export interface Numbered {
  publisher: ServiceName;
  position: bigint;
}

export interface RecordToSend {
  key: Buffer | null;
  value: Buffer | null;
  headers: Record<string, string>;
}

export interface PartitionBatch<R> extends Place {
  records: R[];
}

/** What a consumer fetched; `end` is the offset after the last record of the log at that time. */
export interface FetchedBatch extends PartitionBatch<BrokerRecord> {
  end: bigint;
}

/** Where a partition's log begins, and the offset after its last record. */
export interface LogBounds extends Place {
  first: bigint;
  next: bigint;
}

/** What a consumer does with the partitions it is given. */
export interface ConsumerSession {
  /** Where to start reading; called at every assignment, before the first fetch. */
  startAt(assigned: Place[]): Promise<(Place & { offset: bigint })[]>;
  /** The partitions are no longer ours: nothing of them may be applied from here on. */
  revoked(partitions: Place[]): void;
  /**
   * Resolves once the batch is applied, to the next offset. Batches of different partitions come at the same time;
   * one partition's come one after the other. Rejects with `FetchAgain`; any other error is a defect and ends consuming
   * for good, because asking again would only hide it.
   */
  apply(batch: FetchedBatch, stillOurs: () => boolean): Promise<bigint>;
}

/** The rest of a batch was not applied: fetch again from `offset`, not before `afterMs` have passed. Other partitions go on. */
export class FetchAgain extends Error {
  override name = 'FetchAgain';

  constructor(
    readonly offset: bigint,
    readonly afterMs: number,
    options?: ErrorOptions,
  ) {
    super(`fetch again from offset ${offset} after ${afterMs} ms`, options);
  }
}

export interface Consumption {
  stop(): Promise<void>;
  /** Settles when the client gave up for good; the process must then exit. */
  readonly died: Promise<Error>;
}

/** A setting of a topic that exists, and what a new one would have in its place. */
export interface KeptSetting {
  topic: string;
  setting: string;
  kept: string | undefined;
  ofNew: string;
}

/** The one small interface behind which the Kafka client hides. Kafka and the in-memory broker pass the same suite. */
export interface Broker {
  partitionCount(topic: string): Promise<number>;
  /** Answers what topics that exist keep, although they would be created otherwise. */
  createTopics(
    topics: { topic: string; partitions: number; config?: Record<string, string> }[],
  ): Promise<KeptSetting[]>;
  /** Acknowledged by all, in order per partition; may hold a record twice after a failure. Answers each batch's base offset. */
  send(batches: PartitionBatch<RecordToSend>[]): Promise<(Place & { baseOffset: bigint })[]>;
  consume(group: string, topics: string[], session: ConsumerSession): Promise<Consumption>;
  /** Reads partitions of a topic, each from an offset to its present end; used by the relay when it takes them over. */
  scan(
    topic: string,
    from: { partition: number; offset: bigint }[],
    visit: (partition: number, record: BrokerRecord) => void,
  ): Promise<void>;
  /** First and next offset of every partition. */
  bounds(topic: string): Promise<LogBounds[]>;
  close(): Promise<void>;
}
