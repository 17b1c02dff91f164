import type {
  Broker,
  ConsumerSession,
  Consumption,
  PartitionBatch,
  Place,
  RecordToSend,
  TimeOfDay,
} from '@cc/messaging';
import { placeName } from './place-name.js';
import { SteppedReader } from './stepped-reader.js';

type Batches = PartitionBatch<RecordToSend>[];
type Acknowledged = (Place & { baseOffset: bigint })[];

/** A send of a service that waits for its turn. */
interface Held {
  batches: Batches;
  resolve: (acknowledged: Acknowledged) => void;
  reject: (error: unknown) => void;
}

/**
 * Stands between the services of a simulation and their broker, whichever it is. What a service sends waits for its turn,
 * and what the logs hold is fetched ahead but given out only when the service is told to read: so the conductor decides
 * who writes before whom, and everybody reads the same in the same order, however fast the broker answers.
 */
export class SteppedBroker {
  private readonly ends = new Map<string, bigint>();
  private readonly readers = new Map<string, SteppedReader>();
  private readonly held = new Map<string, Held>();
  private readonly arrivals = new Map<string, () => void>();
  private stepping = true;

  constructor(
    private readonly broker: Broker,
    private readonly time: TimeOfDay,
  ) {}

  /** The broker as this service sees it. */
  of(name: string): Broker {
    const { broker } = this;
    return {
      partitionCount: (topic) => broker.partitionCount(topic),
      createTopics: (topics) => broker.createTopics(topics),
      scan: (topic, from, visit) => broker.scan(topic, from, visit),
      bounds: (topic) => broker.bounds(topic),
      send: (batches) => this.hold(name, batches),
      consume: (_, topics, session) => this.consume(name, topics, session),
      close: () => Promise.resolve(),
    };
  }

  /** What a service or a party reads. */
  reader(name: string): SteppedReader {
    const reader = this.readers.get(name);
    if (!reader) throw new Error(`${name} reads nothing`);
    return reader;
  }

  /** Sends at once, as a party outside; in the order of the batches. */
  async send(batches: Batches): Promise<Acknowledged> {
    const acknowledged = await this.broker.send(batches);
    const sizes = new Map(batches.map((batch) => [placeName(batch), batch.records.length]));
    for (const { topic, partition, baseOffset } of acknowledged) {
      const place = { topic, partition };
      this.wrote(place, baseOffset + BigInt(sizes.get(placeName(place)) ?? 0));
    }
    return acknowledged;
  }

  /** Somebody wrote past this broker, up to this offset. */
  wrote(place: Place, next: bigint): void {
    if (next > this.endOf(place)) this.ends.set(placeName(place), next);
  }

  /** The offset after the last record that is known to be written. */
  endOf(place: Place): bigint {
    return this.ends.get(placeName(place)) ?? 0n;
  }

  /** Whether a service's send waits for its turn; answers at once where it does, else after this time. */
  async holds(name: string, withinMs: number): Promise<boolean> {
    if (!this.held.has(name)) await this.arrival(name, withinMs);
    return this.held.has(name);
  }

  /**
   * Lets the sends of these services go out, in one request: of each partition the records of the first come first. Every
   * append wakes all who read, and most of a round is that.
   */
  async letOut(names: readonly string[]): Promise<void> {
    const sends = names.flatMap((name) => this.held.get(name) ?? []);
    if (sends.length === 0) return;
    for (const name of names) this.held.delete(name);
    const together = new Map<string, PartitionBatch<RecordToSend>>();
    const begins = sends.map(({ batches }) =>
      batches.map(({ records, ...place }) => {
        const batch = together.get(placeName(place)) ?? { ...place, records: [] };
        together.set(placeName(place), batch);
        const begin = BigInt(batch.records.length);
        batch.records.push(...records);
        return { ...place, begin };
      }),
    );
    try {
      const acknowledged = await this.send([...together.values()]);
      const offsets = new Map(acknowledged.map((place) => [placeName(place), place.baseOffset]));
      sends.forEach(({ resolve }, at) =>
        resolve(
          begins[at]!.map(({ begin, ...place }) => ({ ...place, baseOffset: offsets.get(placeName(place))! + begin })),
        ),
      );
    } catch (error) {
      for (const { reject } of sends) reject(error);
    }
  }

  /** From here on nothing waits any more: what stops has to finish what it does. */
  release(): void {
    this.stepping = false;
    void this.letOut([...this.held.keys()]);
  }

  /** A party outside reads topics from their beginning. */
  async consume(name: string, topics: string[], session: ConsumerSession): Promise<Consumption> {
    for (const bounds of await Promise.all(topics.map((topic) => this.broker.bounds(topic)))) {
      for (const { next, ...place } of bounds) this.wrote(place, next);
    }
    const reader = new SteppedReader(session, this, this.time);
    this.readers.set(name, reader);
    const consumption = await this.broker.consume(name, topics, reader);
    const died = consumption.died.then((error) => reader.fail(error));
    await Promise.race([reader.assigned, died]);
    return consumption;
  }

  private hold(name: string, batches: Batches): Promise<Acknowledged> {
    if (!this.stepping) return this.send(batches);
    return new Promise((resolve, reject) => {
      this.held.set(name, { batches, resolve, reject });
      this.arrivals.get(name)?.();
    });
  }

  private arrival(name: string, withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.arrivals.delete(name);
        resolve();
      };
      const timer = setTimeout(done, withinMs);
      this.arrivals.set(name, done);
    });
  }
}
