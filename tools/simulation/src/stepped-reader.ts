import { setTimeout as delay } from 'node:timers/promises';
import { FetchAgain, type BrokerRecord, type ConsumerSession, type Place, type TimeOfDay } from '@cc/messaging';
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
}

/**
 * Keeps what was fetched and gives it out when it is told to. All that the logs hold by then is given at once, partitions in
 * the order of their names: how the broker cut and mixed it on the way is not to be seen.
 */
export class SteppedReader {
  /** In the order in which they are given out. */
  private logs: readonly Log[] = [];
  private readonly byName = new Map<string, Log>();
  /** Topics of which nothing more is given out. */
  readonly heldBack = new Set<string>();
  private changed = Promise.withResolvers<void>();
  private failed: Error | null = null;

  constructor(
    private readonly session: ConsumerSession,
    private readonly ends: Ends,
    private readonly time: TimeOfDay,
  ) {}

  /** These partitions are its own from here on. */
  async begin(places: Place[]): Promise<void> {
    const starts = await this.session.startAt(places);
    this.logs = starts
      .map(({ topic, partition, offset }) => ({ topic, partition, ahead: [], applied: offset, fetched: offset }))
      .sort((one, other) =>
        one.topic === other.topic ? one.partition - other.partition : one.topic < other.topic ? -1 : 1,
      );
    for (const log of this.logs) this.byName.set(placeName(log), log);
  }

  end(): void {
    this.session.revoked(this.logs.map(({ topic, partition }) => ({ topic, partition })));
  }

  /** Where it goes on in a partition; null: it does not read it. */
  beginOf(place: Place): bigint | null {
    return this.byName.get(placeName(place))?.fetched ?? null;
  }

  fetched(place: Place, records: readonly BrokerRecord[]): void {
    const log = this.byName.get(placeName(place));
    if (!log) return;
    log.ahead.push(...records.filter(({ offset }) => offset >= log.fetched));
    log.fetched = (log.ahead.at(-1)?.offset ?? log.fetched - 1n) + 1n;
    this.wake();
  }

  /** Nothing more will be fetched. */
  fail(error: Error): void {
    this.failed = error;
    this.wake();
  }

  /** The sum of the ends of its logs, without those that it is held back from. */
  get sumOfEnds(): bigint {
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
    const behind = this.read.filter(({ ahead }) => ahead.length > 0);
    await Promise.all(behind.map((log) => this.give(log, log.fetched)));
  }

  private async hasFetched(): Promise<void> {
    while (this.read.some((log) => log.fetched < this.ends.endOf(log))) {
      if (this.failed) throw this.failed;
      await this.changed.promise;
    }
  }

  private get read(): readonly Log[] {
    return this.heldBack.size === 0 ? this.logs : this.logs.filter(({ topic }) => !this.heldBack.has(topic));
  }

  private async give(log: Log, end: bigint): Promise<void> {
    const { topic, partition } = log;
    while (log.applied < end) {
      const records = log.ahead.filter(({ offset }) => offset < end).map((record) => stamped(record, this.time.now()));
      const answer = await this.session.apply({ topic, partition, records, end }, () => true).catch(again);
      if (answer instanceof FetchAgain) await delay(answer.afterMs);
      const next = answer instanceof FetchAgain ? answer.offset : answer;
      if (next < log.applied) throw new Error(`${placeName(log)} went back from ${log.applied} to ${next}`);
      log.applied = next;
      log.ahead = log.ahead.filter(({ offset }) => offset >= next);
    }
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
