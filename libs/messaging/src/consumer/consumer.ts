import { setTimeout as delay } from 'node:timers/promises';
import type { ServiceName } from '@cc/contracts';
import type { DataSource } from 'typeorm';
import {
  FetchAgain,
  type Broker,
  type ConsumerSession,
  type Consumption,
  type FetchedBatch,
  type LogBounds,
} from '../broker/broker.js';
import { NotAllowed } from '../broker/kafka/not-allowed.js';
import { placeName, type Place } from '../broker/place.js';
import { isOutage, OutageError } from '../database/failures.js';
import type { Log } from '../log.js';
import type { Telemetry } from '../metrics/telemetry.js';
import type { Gatherer } from './gatherer.js';
import { OffsetsMoved } from './move-on.js';
import { storedOffsets, storeFirstOffsets } from './offsets.js';
import { startingOffsets, type Bootstrap } from './starting-offsets.js';

const ASK_AGAIN_MS = 500;

/** Consumes for one service: joins its group, starts where the database says, applies what comes. */
export class Consumer implements ConsumerSession {
  /** Where the database stands in each partition that is ours. */
  private readonly reached = new Map<string, bigint>();
  private consumption: Consumption | null = null;
  private stopping = new AbortController();
  private give!: (error: Error) => void;
  /** Settles when consuming has ended for good although nobody stopped it. */
  readonly died = new Promise<Error>((resolve) => (this.give = resolve));

  constructor(
    private readonly service: ServiceName,
    private readonly broker: Broker,
    private readonly dataSource: DataSource,
    private readonly topics: () => string[],
    private readonly gatherer: Gatherer,
    private readonly bootstrap: Bootstrap,
    private readonly lingerMs: number,
    private readonly telemetry: Telemetry,
    private readonly log: Log,
  ) {}

  async start(): Promise<void> {
    const topics = this.topics();
    if (topics.length === 0) return;
    this.stopping = new AbortController();
    this.consumption = await this.broker.consume(this.service, topics, this);
    void this.consumption.died.then((error) => {
      this.consumption = null;
      this.give(error);
    });
  }

  /** Finishes the batch in hand, then leaves the group, so that the others take over at once. */
  async stop(): Promise<void> {
    const consumption = this.consumption;
    this.consumption = null;
    this.stopping.abort();
    await consumption?.stop();
  }

  async startAt(assigned: Place[]): Promise<(Place & { offset: bigint })[]> {
    const bounds = await orAgain(() => this.boundsOf(assigned));
    const stored = await orAgain(() => storedOffsets(this.dataSource, this.service, assigned));
    const { begin, lost } = startingOffsets(this.service, bounds, stored, this.bootstrap);
    const all = await orAgain(async () => {
      if (begin.length === 0) return stored;
      await storeFirstOffsets(this.dataSource, this.service, begin);
      return storedOffsets(this.dataSource, this.service, assigned);
    });
    for (const { topic, partition, stored: offset, first } of lost) {
      this.telemetry.logLost(topic);
      this.log.error(
        `records ${offset} to ${first - 1n} of ${placeName({ topic, partition })} were deleted before they were applied`,
      );
    }
    for (const place of all) this.reached.set(placeName(place), place.nextOffset);
    const begins = new Map(lost.map((place) => [placeName(place), place.first]));
    return all.map(({ topic, partition, nextOffset }) => ({
      topic,
      partition,
      offset: begins.get(placeName({ topic, partition })) ?? nextOffset,
    }));
  }

  revoked(partitions: Place[]): void {
    for (const place of partitions) this.reached.delete(placeName(place));
    this.gatherer.drop(partitions);
  }

  async apply(batch: FetchedBatch, stillOurs: () => boolean): Promise<bigint> {
    const { topic, partition, end } = batch;
    const fetchedAt = performance.now();
    const place = placeName(batch);
    const expected = this.reached.get(place);
    // Revoked while it was fetched: whoever asks next begins where the database stands.
    if (expected === undefined) throw new FetchAgain(batch.records[0]?.offset ?? end, ASK_AGAIN_MS);
    const records = batch.records.filter(({ offset }) => offset >= expected);
    if (records.length === 0) return expected;
    try {
      const next = await this.gatherer.add(batch, expected, records, stillOurs);
      this.moveTo(place, expected, next);
      this.telemetry.behind(topic, partition, end - next);
      await this.letGather(fetchedAt);
      return next;
    } catch (error) {
      if (!(error instanceof FetchAgain)) throw error;
      this.telemetry.behind(topic, partition, end - error.offset);
      if (!(error.cause instanceof OffsetsMoved)) {
        this.moveTo(place, expected, error.offset);
        throw error;
      }
      throw await this.askAgain(batch, error);
    }
  }

  /** Somebody moved the offset: the database knows where to go on. */
  private async askAgain(place: Place, error: FetchAgain): Promise<FetchAgain> {
    try {
      const [stored] = await storedOffsets(this.dataSource, this.service, [place]);
      if (!stored) return new FetchAgain(error.offset, ASK_AGAIN_MS, { cause: error });
      this.log.warn(`${placeName(place)} stands at ${stored.nextOffset}, not at ${error.offset}: going on from there`);
      if (this.reached.has(placeName(place))) this.reached.set(placeName(place), stored.nextOffset);
      return new FetchAgain(stored.nextOffset, 0, { cause: error });
    } catch (cause) {
      if (!isOutage(cause)) throw cause;
      return new FetchAgain(error.offset, ASK_AGAIN_MS, { cause });
    }
  }

  /**
   * The next fetch is not made before: what comes meanwhile becomes one transaction. A record that comes when nothing else
   * does is not kept waiting, as it would be if the wait came between fetch and transaction.
   */
  private async letGather(fetchedAt: number): Promise<void> {
    const left = fetchedAt + this.lingerMs - performance.now();
    if (left > 0) await delay(left, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }

  private moveTo(place: string, from: bigint, to: bigint): void {
    if (this.reached.get(place) === from) this.reached.set(place, to);
  }

  private async boundsOf(places: readonly Place[]): Promise<LogBounds[]> {
    const topics = [...new Set(places.map(({ topic }) => topic))];
    const bounds = await Promise.all(topics.map((topic) => this.broker.bounds(topic))).catch((cause: unknown) => {
      if (cause instanceof NotAllowed) throw cause;
      throw new OutageError('the broker does not say where the logs begin and end', { cause });
    });
    const wanted = new Set(places.map(placeName));
    return bounds.flat().filter((place) => wanted.has(placeName(place)));
  }
}

/** Broker or database cannot be asked now: the caller asks again. */
async function orAgain<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    if (!isOutage(cause)) throw cause;
    throw new FetchAgain(0n, ASK_AGAIN_MS, { cause });
  }
}
