import { HEADER, type RawRecord } from '@cc/contracts';
import {
  headerOf,
  partitionOf,
  type BrokerRecord,
  type ConsumerSession,
  type Consumption,
  type Place,
} from '@cc/messaging';
import type { SteppedBroker } from '@cc/simulation';
import { Kafka, logLevel, Partitioners, type Producer } from 'kafkajs';

/** A record as whoever may read its topic sees it. */
export interface Seen {
  topic: string;
  partition: number;
  offset: bigint;
  id: string;
  key: string;
  type: string;
  unit: string | null;
  body: Record<string, unknown>;
}

export interface ToPush {
  topic: string;
  record: RawRecord;
}

/** The Kafka that parties outside see: they push to it with a client of their own, and read what it holds. */
export class Outside {
  private readonly producer: Producer;
  private readonly partitions = new Map<string, number>();
  private readonly unread: Seen[] = [];
  /** By id: a record that comes twice is dropped, as every party should. */
  private readonly seen = new Set<string>();
  private reading: Consumption | null = null;

  constructor(
    brokers: string,
    private readonly broker: SteppedBroker,
  ) {
    const kafka = new Kafka({ clientId: 'parties', brokers: brokers.split(','), logLevel: logLevel.NOTHING });
    this.producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner, idempotent: true });
  }

  async open(topics: string[]): Promise<void> {
    await this.producer.connect();
    const session: ConsumerSession = {
      startAt: async (places) => places.map((place) => ({ ...place, offset: 0n })),
      revoked: () => undefined,
      apply: async ({ topic, partition, records }) => {
        for (const record of records) this.note({ topic, partition }, record);
        return records.at(-1)!.offset + 1n;
      },
    };
    this.reading = await this.broker.consume('parties', topics, session);
  }

  /** Pushes in one request; records of one topic stay in their order. */
  async push(records: readonly ToPush[]): Promise<void> {
    if (records.length === 0) return;
    const placed = await Promise.all(
      records.map(async ({ topic, record }) => ({ topic, record, partition: await this.partitionFor(topic, record) })),
    );
    const topicMessages = [...Map.groupBy(placed, ({ topic }) => topic)].map(([topic, all]) => ({
      topic,
      messages: all.map(({ record, partition }) => ({ ...forClient(record), partition })),
    }));
    const acknowledged = await this.producer.sendBatch({ acks: -1, topicMessages });
    const placeOf = (topic: string, partition: number) => `${topic}/${partition}`;
    const sizes = Map.groupBy(placed, ({ topic, partition }) => placeOf(topic, partition));
    for (const { topicName: topic, partition, baseOffset } of acknowledged) {
      const size = sizes.get(placeOf(topic, partition))!.length;
      this.broker.wrote({ topic, partition }, BigInt(baseOffset!) + BigInt(size));
    }
  }

  /** What was written since it was last asked, topic by topic. */
  async read(): Promise<Seen[]> {
    await this.broker.reader('parties').readAll();
    return this.unread.splice(0);
  }

  async close(): Promise<void> {
    await this.reading?.stop();
    await this.producer.disconnect();
  }

  private note(place: Place, { offset, key, value, headers }: BrokerRecord): void {
    const id = headerOf(headers, HEADER.id)!;
    if (this.seen.has(`${place.topic} ${id}`)) return;
    this.seen.add(`${place.topic} ${id}`);
    this.unread.push({
      ...place,
      offset,
      id,
      key: String(key),
      type: headerOf(headers, HEADER.type)!,
      unit: headerOf(headers, HEADER.unit) ?? null,
      body: JSON.parse(String(value)) as Record<string, unknown>,
    });
  }

  private async partitionFor(topic: string, { key }: RawRecord): Promise<number> {
    let count = this.partitions.get(topic);
    if (count === undefined)
      this.partitions.set(topic, (count = await this.broker.of('parties').partitionCount(topic)));
    return key === null ? 0 : partitionOf(Buffer.from(key).toString(), count);
  }
}

/** The client writes headers with their values in lists, so that one may be doubled. */
function forClient({ key, value, headers }: RawRecord) {
  const buffer = (bytes: Uint8Array) => Buffer.from(bytes);
  return {
    key: key && buffer(key),
    value: value && buffer(value),
    headers: Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, values.map(buffer)])),
  };
}
