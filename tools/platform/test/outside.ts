import type { SubmissionOnTheWire } from '@cc/contracts';
import { Kafka, logLevel, Partitioners, type Consumer, type IHeaders, type KafkaConfig, type Producer } from 'kafkajs';

/** A record as a party outside reads it. */
export interface Seen {
  topic: string;
  key: string;
  id: string;
  type: string;
  traceparent: string | undefined;
  body: Record<string, unknown>;
}

/** A record as a party outside writes it; anything may stand in it. */
export interface Pushed {
  key?: string | Buffer | null;
  value: string | Buffer | null;
  headers?: IHeaders;
  /** Where the key would not put it. */
  partition?: number;
}

const PATIENCE_MS = 45_000;

/** Call centres and branches with nothing but a Kafka client. */
export class Outside {
  private readonly kafka: Kafka;
  private readonly producer: Producer;
  private readonly consumers: Consumer[] = [];
  private readonly records = new Map<string, Seen[]>();
  private readonly reading = new Map<string, Promise<void>>();
  private readonly wake = new Set<() => void>();
  private pushed = 0;

  constructor(connection: KafkaConfig) {
    this.kafka = new Kafka({ clientId: 'outside', logLevel: logLevel.NOTHING, ...connection });
    this.producer = this.kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  }

  async connect(): Promise<this> {
    await this.producer.connect();
    return this;
  }

  async close(): Promise<void> {
    await Promise.all(this.consumers.map((consumer) => consumer.disconnect()));
    await this.producer.disconnect();
  }

  /** Sends records to a topic, in this order. */
  async push(topic: string, ...records: Pushed[]): Promise<void> {
    const messages = records.map(({ key = null, headers = {}, ...rest }) => ({ key, headers, ...rest }));
    await this.producer.send({ topic, messages });
  }

  submit(body: SubmissionOnTheWire, headers: IHeaders = {}): Promise<void> {
    const record = this.recordOf(body.sourceId, body, 'submission.v1', headers);
    return this.push(`complaints.submissions.${body.source}`, record);
  }

  act(division: string, body: { complaintId: string; at: string }): Promise<void> {
    return this.push(`complaints.work-actions.${division}`, this.recordOf(body.complaintId, body, 'work.action.v1'));
  }

  recordOf(key: string | Buffer | null, body: unknown, type: string, headers: IHeaders = {}): Pushed {
    const all = { ...headersOf(type, `m-${++this.pushed}`), ...headers };
    return {
      key,
      value: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
      headers: all,
    };
  }

  /** What has come on a topic that is being read. */
  seen(topic: string): readonly Seen[] {
    return this.records.get(topic) ?? [];
  }

  /** The first record of a topic, from its beginning, that fits. */
  async next(topic: string, fits: (seen: Seen) => boolean): Promise<Seen> {
    const [found] = await this.some(topic, 1, fits);
    return found!;
  }

  /** As many records of a topic, from its beginning, that fit. */
  async some(topic: string, count: number, fits: (seen: Seen) => boolean = () => true): Promise<Seen[]> {
    await this.read(topic);
    const giveUpAt = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = this.seen(topic).filter(fits);
      if (found.length >= count) return found;
      const left = giveUpAt - Date.now();
      if (left <= 0) {
        const last = this.seen(topic)
          .slice(-5)
          .map((each) => JSON.stringify(each));
        throw new Error(`${found.length} of ${count} came on ${topic}; the last of all were\n${last.join('\n')}`);
      }
      await this.more(left);
    }
  }

  /** Calls back with every record of a topic, from its beginning, one after the other. */
  async read(topic: string, visit: (seen: Seen) => Promise<void> = async () => {}): Promise<void> {
    const started = this.reading.get(topic) ?? this.consume(topic, visit);
    this.reading.set(topic, started);
    await started;
  }

  private async consume(topic: string, visit: (seen: Seen) => Promise<void>): Promise<void> {
    const consumer = this.kafka.consumer({ groupId: `outside-${topic}-${Date.now()}`, maxWaitTimeInMs: 100 });
    this.consumers.push(consumer);
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    const records: Seen[] = [];
    this.records.set(topic, records);
    await consumer.run({
      eachMessage: async ({ message: { key, value, headers = {} } }) => {
        const header = (name: string) => headers[name]?.toString();
        const seen = {
          topic,
          key: String(key),
          id: String(header('ce_id')),
          type: String(header('ce_type')),
          traceparent: header('traceparent'),
          body: JSON.parse(String(value)) as Record<string, unknown>,
        };
        records.push(seen);
        for (const wake of this.wake) wake();
        await visit(seen);
      },
    });
  }

  private more(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(patience);
        this.wake.delete(wake);
        resolve();
      };
      const patience = setTimeout(wake, withinMs);
      this.wake.add(wake);
    });
  }
}

/** What CloudEvents 1.0 asks of a record in binary mode. */
export const headersOf = (type: string, id: string): IHeaders => ({
  ce_id: id,
  ce_type: type,
  ce_source: '/outside',
  ce_specversion: '1.0',
  'content-type': 'application/json',
});

/** Asks until the answer is there: what was sent a moment ago may be on its way still. */
export async function eventually<T>(ask: () => Promise<T>, withinMs = PATIENCE_MS): Promise<T> {
  const giveUpAt = Date.now() + withinMs;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() > giveUpAt) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
