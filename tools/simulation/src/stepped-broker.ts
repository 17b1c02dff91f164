import type {
  Broker,
  ConsumerSession,
  Consumption,
  PartitionBatch,
  Place,
  RecordToSend,
  TimeOfDay,
} from '@cc/messaging';
import { Feed } from './feed.js';
import { placeName } from './place-name.js';
import { SteppedReader } from './stepped-reader.js';
import { SteppedRelay, type Acknowledged, type Batches, type HeldSend } from './stepped-relay.js';

/** Who wants to read which topics. */
interface Subscription {
  reader: SteppedReader;
  topics: readonly string[];
}

/**
 * Stands between the services of a simulation and their broker, whichever it is. What a service sends waits for its turn,
 * and what the logs hold is fetched ahead but given out only when the service is told to read: so the conductor decides
 * who writes before whom, and everybody reads the same in the same order, however fast the broker answers.
 */
export class SteppedBroker {
  private readonly ends = new Map<string, bigint>();
  private readonly subscriptions = new Map<string, Subscription>();
  private readonly relays = new Map<string, SteppedRelay>();
  private fetching: Promise<Consumption> | null = null;
  private stepping = true;

  constructor(
    private readonly broker: Broker,
    private readonly time: TimeOfDay,
  ) {}

  /** The broker as this service sees it. */
  of(name: string): Broker {
    const { broker } = this;
    const relay = this.relay(name);
    return {
      partitionCount: (topic) => broker.partitionCount(topic),
      createTopics: (topics) => broker.createTopics(topics),
      scan: (topic, from, visit) => broker.scan(topic, from, visit),
      bounds: (topic) => broker.bounds(topic),
      send: (batches) => (this.stepping ? relay.hold(batches) : this.send(batches)),
      consume: (_, topics, session) => this.consume(name, topics, session),
      close: () => Promise.resolve(),
    };
  }

  /** How the relay of this service is led. */
  relay(name: string): SteppedRelay {
    const relay = this.relays.get(name) ?? new SteppedRelay();
    this.relays.set(name, relay);
    return relay;
  }

  /** What a service or a party reads. */
  reader(name: string): SteppedReader {
    const subscription = this.subscriptions.get(name);
    if (!subscription) throw new Error(`${name} reads nothing`);
    return subscription.reader;
  }

  /** Reads topics, as a service or a party outside; what they hold is fetched from `begin` on. */
  consume(name: string, topics: string[], session: ConsumerSession): Promise<Consumption> {
    if (this.fetching) throw new Error(`${name} wants to read after fetching has begun: it would miss what is over`);
    const reader = new SteppedReader(session, this, this.time);
    this.subscriptions.set(name, { reader, topics });
    const stop = () => Promise.resolve(reader.end());
    return Promise.resolve({ stop, died: new Promise<Error>(() => undefined) });
  }

  /** All who read have said so: from here on each record is fetched, once for all of them. */
  async begin(): Promise<void> {
    await (this.fetching ??= this.fetch([...this.subscriptions.values()]));
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

  /**
   * Lets the sends of these services go out, in one request: of each partition the records of the first come first. Every
   * append wakes all who read, and most of a round is that.
   */
  async letOut(names: readonly string[]): Promise<void> {
    const sends = names.flatMap((name) => this.relay(name).take());
    if (sends.length > 0) await this.sendTogether(sends);
  }

  /** From here on nothing waits any more: what stops has to finish what it does. */
  async release(): Promise<void> {
    this.stepping = false;
    await this.letOut([...this.relays.keys()]);
    await (await this.fetching)?.stop();
  }

  private async fetch(subscriptions: readonly Subscription[]): Promise<Consumption> {
    const topics = [...new Set(subscriptions.flatMap((subscription) => subscription.topics))];
    const bounds = await Promise.all(topics.map((topic) => this.broker.bounds(topic)));
    const places = new Map(
      topics.map((topic, at) => [topic, bounds[at]!.map(({ partition }) => ({ topic, partition }))]),
    );
    for (const { next, ...place } of bounds.flat()) this.wrote(place, next);
    for (const { reader, topics } of subscriptions) await reader.begin(topics.flatMap((topic) => places.get(topic)!));
    const feed = new Feed(
      subscriptions.map(({ reader }) => reader),
      this,
    );
    const consumption = await this.broker.consume('simulation', topics, feed);
    const died = consumption.died.then((error) => feed.fail(error));
    await Promise.race([feed.assigned, died]);
    return consumption;
  }

  private async sendTogether(sends: readonly HeldSend[]): Promise<void> {
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
}
