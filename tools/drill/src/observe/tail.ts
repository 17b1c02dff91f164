import { randomUUID } from 'node:crypto';
import type { Consumer } from 'kafkajs';
import { clientOf } from './log.js';
import { placeOf, toLogRecord, type LogRecord } from './log-record.js';

/** Reads what the platform writes while it writes: the divisions' work for those who act on it, and how far each publisher is. */
export class Tail {
  private readonly consumer: Consumer;
  private readonly reached = new Map<string, number>();
  private readonly next = new Map<string, number>();
  /** Ids by place and offset: what was read once must stand there at the end. */
  readonly ids = new Map<string, string[]>();

  constructor(
    brokers: string,
    private readonly visit: (record: LogRecord, unit: string | null, value: Buffer | null) => void,
  ) {
    this.consumer = clientOf(brokers).consumer({
      groupId: `drill-tail-${randomUUID()}`,
      maxWaitTimeInMs: 100,
      sessionTimeout: 10_000,
      heartbeatInterval: 1000,
      allowAutoTopicCreation: false,
      // Outlasts every time that the broker is away.
      retry: { initialRetryTime: 100, maxRetryTime: 500, retries: 200, restartOnFailure: () => Promise.resolve(true) },
    });
  }

  async start(topics: string[]): Promise<void> {
    await this.consumer.connect();
    await this.consumer.subscribe({ topics, fromBeginning: true });
    await this.consumer.run({
      autoCommitInterval: 500,
      partitionsConsumedConcurrently: 64,
      eachBatch: ({ batch: { topic, partition, messages } }) => {
        for (const message of messages) {
          const record = toLogRecord(topic, partition, message);
          if (record.offset >= (this.next.get(placeOf(record)) ?? 0)) {
            this.keep(record);
            this.visit(record, message.headers?.['ce_unit']?.toString() ?? null, message.value);
          }
        }
        return Promise.resolve();
      },
    });
  }

  async close(): Promise<void> {
    await this.consumer.disconnect();
  }

  /** The highest position of a publisher that stands in this partition, as far as it was read. */
  positionOf(publisher: string, topic: string, partition: number): number {
    return this.reached.get(`${publisher} ${topic}/${partition}`) ?? 0;
  }

  private keep(record: LogRecord): void {
    const { topic, partition, offset, publisher, position, id } = record;
    const place = placeOf(record);
    this.next.set(place, offset + 1);
    const ids = this.ids.get(place) ?? [];
    ids[offset] = id;
    this.ids.set(place, ids);
    if (publisher === null || position === null) return;
    const key = `${publisher} ${topic}/${partition}`;
    this.reached.set(key, Math.max(position, this.reached.get(key) ?? 0));
  }
}
