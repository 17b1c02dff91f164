import { setTimeout as delay } from 'node:timers/promises';
import { FetchAgain, type ConsumerSession } from '../broker.js';
import type { PartitionLog } from './log.js';
import type { Signal } from './signal.js';

const FETCH_LIMIT = 500;
const RETRY_MS = 20;

/** One consumer of a group: fetches what it is assigned, partition by partition, until it is assigned otherwise. */
export class Member {
  private generation = 0;
  private assigned: PartitionLog[] = [];
  private running = new Set<Promise<void>>();
  private readonly places = new Map<PartitionLog, bigint>();
  private fail!: (error: Error) => void;
  readonly died = new Promise<Error>((resolve) => (this.fail = resolve));

  constructor(
    readonly topics: readonly string[],
    private readonly session: ConsumerSession,
    private readonly changed: Signal,
    private readonly mayRead: (log: PartitionLog) => boolean,
  ) {}

  assign(logs: PartitionLog[]): void {
    const generation = this.release();
    this.assigned = logs;
    this.track(this.run(generation, logs));
  }

  /** Stops fetching; what is being applied goes on to its end. */
  async stop(): Promise<void> {
    this.release();
    this.changed.send();
    while (this.running.size > 0) await Promise.allSettled([...this.running]);
  }

  /** Where the next fetch of a partition begins; undefined while it is not known. */
  placeOf(log: PartitionLog): bigint | undefined {
    return this.places.get(log);
  }

  private release(): number {
    if (this.assigned.length > 0)
      this.session.revoked(this.assigned.map(({ topic, partition }) => ({ topic, partition })));
    this.assigned = [];
    this.places.clear();
    return ++this.generation;
  }

  private track(work: Promise<void>): void {
    const tracked = work
      .catch((error: unknown) => this.fail(error as Error))
      .finally(() => this.running.delete(tracked));
    this.running.add(tracked);
  }

  private async run(generation: number, logs: PartitionLog[]): Promise<void> {
    const starts = await this.starts(generation, logs);
    for (const { topic, partition, offset } of starts) {
      const log = logs.find((one) => one.topic === topic && one.partition === partition)!;
      this.places.set(log, offset);
      this.track(this.fetch(generation, log));
    }
    this.changed.send();
  }

  private async starts(generation: number, logs: PartitionLog[]): ReturnType<ConsumerSession['startAt']> {
    while (generation === this.generation && logs.length > 0) {
      try {
        const starts = await this.session.startAt(logs.map(({ topic, partition }) => ({ topic, partition })));
        return generation === this.generation ? starts : [];
      } catch (error) {
        if (!(error instanceof FetchAgain)) throw error;
        await delay(RETRY_MS);
      }
    }
    return [];
  }

  private async fetch(generation: number, log: PartitionLog): Promise<void> {
    const ours = () => generation === this.generation;
    while (ours()) {
      const from = this.places.get(log)!;
      const records = this.mayRead(log) ? log.from(from, FETCH_LIMIT) : [];
      if (records.length === 0) {
        await this.changed.next();
        continue;
      }
      const { topic, partition } = log;
      const outcome = await this.session
        .apply({ topic, partition, records, end: log.next }, ours)
        .then((offset) => ({ offset, afterMs: 0 }))
        .catch((error: unknown) => {
          if (error instanceof FetchAgain) return error;
          throw error;
        });
      if (outcome.afterMs > 0) await delay(outcome.afterMs);
      if (ours()) this.places.set(log, outcome.offset);
      this.changed.send();
    }
  }
}
