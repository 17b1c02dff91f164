import { setTimeout as delay } from 'node:timers/promises';
import {
  FetchAgain,
  type BrokerRecord,
  type ConsumerSession,
  type FetchedBatch,
  type Place,
  type TimeOfDay,
} from '@cc/messaging';
import { placeName } from './place-name.js';

/** What is known of where logs end. */
export interface Ends {
  endOf(place: Place): bigint;
  wrote(place: Place, next: bigint): void;
}

/** A record that is not applied yet. */
export interface Waiting {
  topic: string;
  record: BrokerRecord;
}

/** A partition that is read: what was fetched of it and is not applied yet. */
interface Log extends Place {
  ahead: BrokerRecord[];
  applied: bigint;
  fetched: bigint;
  /** False between the loss of the partition and its next assignment. */
  ours: boolean;
}

/**
 * Fetches ahead and gives out when it is told to. All that the logs hold by then is given at once, partitions in the
 * order of their names: how the broker cut and mixed it on the way is not to be seen.
 */
export class SteppedReader implements ConsumerSession {
  private readonly logs = new Map<string, Log>();
  /** Topics of which nothing more is given out. */
  readonly heldBack = new Set<string>();
  private begun!: () => void;
  private changed = Promise.withResolvers<void>();
  private failed: Error | null = null;
  /** Resolves once it knows where to begin. */
  readonly assigned = new Promise<void>((resolve) => (this.begun = resolve));

  constructor(
    private readonly session: ConsumerSession,
    private readonly ends: Ends,
    private readonly time: TimeOfDay,
  ) {}

  async startAt(assigned: Place[]): Promise<(Place & { offset: bigint })[]> {
    const starts = await this.session.startAt(assigned);
    for (const { topic, partition, offset } of starts) {
      const log: Log = { topic, partition, ahead: [], applied: offset, fetched: offset, ours: true };
      this.logs.set(placeName(log), log);
    }
    this.begun();
    this.wake();
    return starts;
  }

  revoked(partitions: Place[]): void {
    for (const place of partitions) {
      const log = this.logs.get(placeName(place));
      if (log) Object.assign(log, { ours: false, ahead: [], fetched: log.applied });
    }
    this.session.revoked(partitions);
  }

  apply({ records, ...place }: FetchedBatch): Promise<bigint> {
    const log = this.logs.get(placeName(place));
    if (!log?.ours) return Promise.reject(new FetchAgain(records[0]?.offset ?? place.end, 0));
    log.ahead.push(...records.filter(({ offset }) => offset >= log.fetched));
    log.fetched = (log.ahead.at(-1)?.offset ?? log.fetched - 1n) + 1n;
    this.ends.wrote(place, log.fetched);
    this.wake();
    return Promise.resolve(log.fetched);
  }

  /** Reading has ended for good. */
  fail(error: Error): void {
    this.failed = error;
    this.wake();
  }

  /** The sum of the ends of its logs, without those that it is held back from. */
  get end(): bigint {
    return this.read.reduce((sum, log) => sum + this.ends.endOf(log), 0n);
  }

  /** What its logs hold and is not applied. */
  async waiting(): Promise<Waiting[]> {
    await this.hasFetched();
    return this.read.flatMap(({ topic, ahead }) => ahead.map((record) => ({ topic, record })));
  }

  /** Applies all that its logs hold now. */
  async readAll(): Promise<void> {
    await this.hasFetched();
    const upTo = this.read.map((log) => ({ place: placeName(log), end: log.fetched }));
    await Promise.all(upTo.map(({ place, end }) => this.give(place, end)));
  }

  private async hasFetched(): Promise<void> {
    while (this.read.some((log) => log.fetched < this.ends.endOf(log))) await this.change();
  }

  private get read(): Log[] {
    return [...this.logs.values()]
      .filter(({ topic }) => !this.heldBack.has(topic))
      .sort((one, other) =>
        one.topic === other.topic ? one.partition - other.partition : one.topic < other.topic ? -1 : 1,
      );
  }

  /** A partition may be lost and come back meanwhile, and then begins where the database stands. */
  private async give(place: string, end: bigint): Promise<void> {
    for (let log = this.logs.get(place)!; log.applied < end; log = this.logs.get(place)!) {
      if (log.fetched < end) {
        await this.change();
        continue;
      }
      const { topic, partition } = log;
      const records = log.ahead.filter(({ offset }) => offset < end).map((record) => stamped(record, this.time.now()));
      const batch = { topic, partition, records, end };
      const answer = await this.session.apply(batch, () => log.ours).catch(again);
      if (answer instanceof FetchAgain) await delay(answer.afterMs);
      log.applied = answer instanceof FetchAgain ? answer.offset : answer;
      log.ahead = log.ahead.filter(({ offset }) => offset >= log.applied);
    }
  }

  private async change(): Promise<void> {
    await this.changed.promise;
    if (this.failed) throw this.failed;
  }

  private wake(): void {
    const { resolve } = this.changed;
    this.changed = Promise.withResolvers<void>();
    resolve();
  }
}

/** Kafka stamps with the machine's clock, which says nothing about simulated time. */
function stamped(record: BrokerRecord, appendedAt: Date): BrokerRecord {
  const { offset, key, value, first } = record;
  return {
    ...{ offset, key, value, appendedAt },
    // Made when they are asked for: most are not.
    get headers() {
      return record.headers;
    },
    ...(first && { first: first.bind(record) }),
  };
}

function again(error: unknown): FetchAgain {
  if (error instanceof FetchAgain) return error;
  throw error;
}
