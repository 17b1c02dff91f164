import { setTimeout as pause } from 'node:timers/promises';
import type { RawRecord } from '@cc/contracts';
import { Kafka, logLevel, Partitioners, type IHeaders, type Producer } from 'kafkajs';
import { PUSH_HEADER } from '../observe/log-record.js';

const AT_ONCE = 200;
const AGAIN_MS = 200;
/** A broker that is away this long does not come back. */
const PATIENCE_MS = 120_000;

interface Push {
  topic: string;
  record: RawRecord;
  no: number;
}

/**
 * Pushes what parties outside send, in order. What was not acknowledged is pushed again, as every party must, so a record
 * may stand twice in the log; its number says so.
 */
export class Sender {
  private readonly waiting: Push[] = [];
  private readonly ends = new Map<string, number>();
  private pushes = 0;
  private underWay = 0;
  private producer: Promise<Producer> | null = null;
  private running: Promise<void> | null = null;
  private closed = false;
  private readonly kafka: Kafka;
  private fail!: (error: Error) => void;
  /** Settles when the broker stays away. */
  readonly failed = new Promise<never>((_, reject) => (this.fail = reject));

  constructor(brokers: string) {
    this.kafka = new Kafka({
      clientId: 'drill',
      brokers: brokers.split(','),
      logLevel: logLevel.NOTHING,
      retry: { initialRetryTime: 100, maxRetryTime: 500, retries: 2 },
    });
    this.failed.catch(() => undefined);
  }

  /** Answers the number of the push. */
  push(topic: string, record: RawRecord): number {
    const no = this.pushes++;
    this.waiting.push({ topic, record, no });
    this.running ??= this.run().finally(() => (this.running = null));
    return no;
  }

  /** How many records were handed over and are not acknowledged yet. */
  get unacknowledged(): number {
    return this.waiting.length + this.underWay;
  }

  /** Where each topic that was pushed to ends, as far as it was acknowledged; nobody else writes there. */
  get acknowledgedEnds(): ReadonlyMap<string, number> {
    return this.ends;
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.running;
    await (await this.producer?.catch(() => null))?.disconnect();
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0 && !this.closed) {
      const some = this.waiting.splice(0, AT_ONCE);
      this.underWay = some.length;
      await this.untilAcknowledged(some);
      this.underWay = 0;
    }
  }

  private async untilAcknowledged(some: readonly Push[]): Promise<void> {
    const giveUpAt = Date.now() + PATIENCE_MS;
    while (!this.closed) {
      try {
        await this.send(some);
        return;
      } catch (cause) {
        if (Date.now() > giveUpAt) {
          this.fail(new Error(`the broker has taken nothing for ${PATIENCE_MS / 1000} s`, { cause }));
          return;
        }
        await pause(AGAIN_MS);
      }
    }
  }

  private async send(some: readonly Push[]): Promise<void> {
    const connected = (this.producer ??= this.connect());
    try {
      const producer = await connected;
      const byTopic = Map.groupBy(some, ({ topic }) => topic);
      const acknowledged = await producer.sendBatch({
        acks: -1,
        topicMessages: [...byTopic].map(([topic, pushes]) => ({ topic, messages: pushes.map(toMessage) })),
      });
      for (const { topicName, baseOffset } of acknowledged) {
        this.ends.set(topicName, Number(baseOffset) + byTopic.get(topicName)!.length);
      }
    } catch (error) {
      // Its sequence numbers may no longer fit what the broker has.
      if (this.producer === connected) this.producer = null;
      void connected.then((producer) => producer.disconnect()).catch(() => undefined);
      throw error;
    }
  }

  private async connect(): Promise<Producer> {
    const producer = this.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
      retry: { retries: 2 },
    });
    await producer.connect();
    return producer;
  }
}

/** A topic of a party has one partition. */
function toMessage({ record: { key, value, headers }, no }: Push) {
  const bytes = (part: Uint8Array | null) => (part === null ? null : Buffer.from(part));
  const all: IHeaders = { [PUSH_HEADER]: String(no) };
  for (const [name, values] of Object.entries(headers)) all[name] = values.map((value) => Buffer.from(value));
  return { key: bytes(key), value: bytes(value), headers: all, partition: 0 };
}
