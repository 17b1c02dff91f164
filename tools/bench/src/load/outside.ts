import { topics } from '@cc/contracts';
import { loadOrganisations } from '@cc/procedures';
import { Kafka, logLevel, type Consumer, type KafkaMessage } from 'kafkajs';

const REMEMBERED = 50_000;

/** A record of a public topic, as it reached the party that reads it. */
export interface Arrived {
  topic: string;
  key: string;
  type: string;
  /** Milliseconds since 1970, when the party had it in hand. */
  at: number;
  /** Parsed when asked for. */
  body(): Record<string, unknown>;
}

/** The parties outside as readers: every source its receipts, every division its work. */
export class Outside {
  private visit: (record: Arrived) => void = () => {};
  private readonly seen = new Set<string>();

  private constructor(private readonly consumer: Consumer) {}

  static async connect(brokers: string): Promise<Outside> {
    const { divisions, sources } = loadOrganisations().of('telecom-group');
    const kafka = new Kafka({ clientId: 'bench-outside', brokers: brokers.split(','), logLevel: logLevel.NOTHING });
    const consumer = kafka.consumer({ groupId: `bench-${Date.now()}`, maxWaitTimeInMs: 100 });
    const outside = new Outside(consumer);
    await consumer.connect();
    await consumer.subscribe({
      topics: [...sources.map(({ id }) => topics.receipts(id)), ...divisions.map(({ id }) => topics.work(id))],
      fromBeginning: true,
    });
    await consumer.run({
      eachBatch: async ({ batch: { topic, messages } }) => {
        const at = Date.now();
        for (const message of messages) {
          if (outside.isNew(String(message.headers?.['ce_id']))) outside.visit(arrived(topic, message, at));
        }
      },
    });
    return outside;
  }

  /** From now on; there is one visitor at a time. */
  onRecord(visit: (record: Arrived) => void): void {
    this.visit = visit;
  }

  /** After a failure a record may come twice, under the same id and soon; every party drops it. */
  private isNew(id: string): boolean {
    if (this.seen.has(id)) return false;
    this.seen.add(id);
    if (this.seen.size > REMEMBERED) this.seen.delete(this.seen.values().next().value!);
    return true;
  }

  async close(): Promise<void> {
    await this.consumer.disconnect();
  }
}

function arrived(topic: string, { key, value, headers }: KafkaMessage, at: number): Arrived {
  return {
    topic,
    key: String(key),
    type: String(headers?.['ce_type']),
    at,
    body: () => JSON.parse(String(value)) as Record<string, unknown>,
  };
}
