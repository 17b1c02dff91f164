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

/** A partition that is read: what was fetched of it and is not applied yet. */
interface Log extends Place {
  ahead: BrokerRecord[];
  applied: bigint;
  fetched: bigint;
}

/**
 * Fetches ahead and gives out when it is told to. All that the logs hold by then is given at once, partitions in the
 * order of their names: how the broker cut and mixed it on the way is not to be seen.
 */
export class SteppedReader implements ConsumerSession {
  private logs = new Map<string, Log>();
  /** Topics of which nothing more is given out. */
  readonly heldBack = new Set<string>();
  private arrived: () => void = () => undefined;
  private begun!: () => void;
  /** Resolves once it knows where to begin. */
  readonly assigned = new Promise<void>((resolve) => (this.begun = resolve));

  constructor(
    private readonly session: ConsumerSession,
    private readonly ends: Ends,
    private readonly time: TimeOfDay,
  ) {}

  async startAt(assigned: Place[]): Promise<(Place & { offset: bigint })[]> {
    const starts = await this.session.startAt(assigned);
    this.logs = new Map(
      starts
        .map(({ topic, partition, offset }) => ({ topic, partition, ahead: [], applied: offset, fetched: offset }))
        .map((log) => [placeName(log), log]),
    );
    this.begun();
    return starts;
  }

  revoked(partitions: Place[]): void {
    for (const place of partitions) this.logs.delete(placeName(place));
    this.session.revoked(partitions);
  }

  apply({ records, ...place }: FetchedBatch): Promise<bigint> {
    const log = this.logs.get(placeName(place));
    if (!log) return Promise.reject(new FetchAgain(records[0]?.offset ?? place.end, 0));
    log.ahead.push(...records.filter(({ offset }) => offset >= log.fetched));
    log.fetched = (log.ahead.at(-1)?.offset ?? log.fetched - 1n) + 1n;
    this.ends.wrote(place, log.fetched);
    this.arrived();
    return Promise.resolve(log.fetched);
  }

  /** The sum of the ends of its logs, without those that it is held back from. */
  get end(): bigint {
    return this.read.reduce((sum, log) => sum + this.ends.endOf(log), 0n);
  }

  /** Applies all that its logs hold now. */
  async readAll(): Promise<void> {
    const upTo = this.read.map((log) => ({ log, end: this.ends.endOf(log) }));
    while (upTo.some(({ log, end }) => log.fetched < end))
      await new Promise<void>((resolve) => (this.arrived = resolve));
    const given = upTo.filter(({ log, end }) => log.applied < end);
    await Promise.all(given.map(({ log, end }) => this.give(log, end)));
  }

  private get read(): Log[] {
    return [...this.logs.values()]
      .filter(({ topic }) => !this.heldBack.has(topic))
      .sort((one, other) =>
        one.topic === other.topic ? one.partition - other.partition : one.topic < other.topic ? -1 : 1,
      );
  }

  private async give(log: Log, end: bigint): Promise<void> {
    const { topic, partition } = log;
    while (log.applied < end) {
      const records = log.ahead.filter(({ offset }) => offset < end).map((record) => stamped(record, this.time.now()));
      const stillOurs = () => this.logs.get(placeName(log)) === log;
      const answer = await this.session.apply({ topic, partition, records, end }, stillOurs).catch(again);
      if (answer instanceof FetchAgain) await delay(answer.afterMs);
      log.applied = answer instanceof FetchAgain ? answer.offset : answer;
      log.ahead = log.ahead.filter(({ offset }) => offset >= log.applied);
    }
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
