import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Broker, LogBounds } from '../broker/broker.js';
import { placeName } from '../broker/place.js';
import { storedOffsets } from './offsets.js';

/** How far a service has read what its logs held when it last had to look. */
export type Reading = { kind: 'read' } | { kind: 'unread'; records: number } | { kind: 'unknown'; because: string };

/** Asked several times a second by timers, the broker itself is asked no more often than this. */
const LOOK_EVERY_MS = 1000;
const PATIENCE_MS = 2000;

/**
 * What this service has not read yet although it stood in its logs when the process started, or when the broker came back.
 * Whoever acts on time alone asks here first: what is due may have been settled by a fact that nobody here has read. The
 * offsets in the database answer for all instances of the service.
 */
export class Backlog {
  /** What has to be read; null: not learnt since the start, or since the broker was away. */
  private ends: LogBounds[] | null = null;
  private reading: Reading = { kind: 'unknown', because: 'nobody has looked yet' };
  private lookedAt = -Infinity;
  private asking: Promise<LogBounds[]> | null = null;

  constructor(
    private readonly service: string,
    private readonly broker: Pick<Broker, 'bounds'>,
    private readonly dataSource: DataSource,
    private readonly topics: () => string[],
    private readonly patienceMs = PATIENCE_MS,
  ) {}

  /** As it was last seen. */
  get last(): Reading {
    return this.reading;
  }

  /** Once all is read, it stays so until the broker does not answer; then the ends are learnt anew when it is back. */
  async look(): Promise<Reading> {
    if (this.ends === null || performance.now() - this.lookedAt >= LOOK_EVERY_MS) {
      const answer = await this.askBroker();
      this.lookedAt = performance.now();
      if (answer instanceof Error) {
        this.ends = null;
        return (this.reading = { kind: 'unknown', because: answer.message });
      }
      this.ends ??= answer;
    }
    if (this.reading.kind !== 'read') this.reading = await this.compare(this.ends);
    return this.reading;
  }

  /** A question that is not answered in time stays open: its answer serves whoever asks next. */
  private async askBroker(): Promise<LogBounds[] | Error> {
    this.asking ??= Promise.all(this.topics().map((topic) => this.broker.bounds(topic)))
      .then((bounds) => bounds.flat())
      .finally(() => (this.asking = null));
    const timer = new AbortController();
    try {
      return await Promise.race([
        this.asking.catch((error: Error) => error),
        delay(this.patienceMs, new Error('the broker does not answer'), { signal: timer.signal }),
      ]);
    } finally {
      timer.abort();
    }
  }

  private async compare(ends: readonly LogBounds[]): Promise<Reading> {
    const stored = await storedOffsets(this.dataSource, this.service, ends);
    const reached = new Map(stored.map((place) => [placeName(place), place.nextOffset]));
    const records = ends.reduce((sum, { topic, partition, first, next }) => {
      const from = reached.get(placeName({ topic, partition })) ?? first;
      return from < next ? sum + Number(next - (from > first ? from : first)) : sum;
    }, 0);
    return records === 0 ? { kind: 'read' } : { kind: 'unread', records };
  }
}
