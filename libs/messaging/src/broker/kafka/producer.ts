import kafkajs, { type Kafka, type Producer, type RetryOptions } from 'kafkajs';
import type { PartitionBatch, RecordToSend } from '../broker.js';
import { PackedRecord } from '../packed-record.js';
import type { Place } from '../place.js';

/** Sends in order: idempotent, one request in flight, acknowledged by all replicas. */
export class OrderedProducer {
  private producer: Promise<Producer> | null = null;

  constructor(
    private readonly kafka: Kafka,
    private readonly retry: RetryOptions,
  ) {}

  /** Answers the base offset of each batch. After a failure the batches may stand in the log, all or some. */
  async send(batches: PartitionBatch<RecordToSend>[]): Promise<(Place & { baseOffset: bigint })[]> {
    const connected = (this.producer ??= this.connect());
    try {
      const producer = await connected;
      const acknowledged = await producer.sendBatch({ acks: -1, topicMessages: byTopic(batches) });
      return acknowledged.map(({ topicName, partition, baseOffset }) => ({
        topic: topicName,
        partition,
        baseOffset: BigInt(baseOffset!),
      }));
    } catch (error) {
      // Its sequence numbers may no longer fit what the broker has: the next send begins with a new producer.
      if (this.producer === connected) this.producer = null;
      void connected.then((producer) => producer.disconnect()).catch(() => undefined);
      throw error;
    }
  }

  async close(): Promise<void> {
    const connected = this.producer;
    this.producer = null;
    await (await connected?.catch(() => null))?.disconnect();
  }

  private async connect(): Promise<Producer> {
    const producer = this.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
      retry: this.retry,
    });
    await producer.connect();
    return producer;
  }
}

function byTopic(batches: PartitionBatch<RecordToSend>[]) {
  const topics = new Map<string, object[]>();
  for (const { topic, partition, records } of batches) {
    const messages = topics.get(topic) ?? [];
    for (const record of records) messages.push(toMessage(record, partition));
    topics.set(topic, messages);
  }
  return [...topics].map(([topic, messages]) => ({ topic, messages: messages as never }));
}

/**
 * A message of the client. A packed record is unpacked only for whoever asks: the client's own writing, where ours did not take
 * its place in time. The properties are the message's own, since that copies them.
 */
export function toMessage(record: RecordToSend, partition: number) {
  if (!(record instanceof PackedRecord)) return { ...record, partition };
  return {
    partition,
    packed: record,
    get key() {
      return record.key;
    },
    // Asked of every message: whether there is one.
    get value() {
      return record.value;
    },
    get headers() {
      return record.headers;
    },
  };
}
