import { topics } from '@cc/contracts';
import { Kafka, logLevel, Partitioners, type Consumer, type Producer } from 'kafkajs';
import type { Pushed } from './submissions.js';

/** A record of a public topic, as a party outside reads it. */
export interface ReadRecord {
  topic: string;
  key: string;
  type: string;
  body: Record<string, unknown>;
}

/** The parties outside: call centres and branches. They know the broker and the public contract, nothing else. */
export class Parties {
  private readonly producer: Producer;
  private consumer: Consumer | undefined;
  private readonly kafka: Kafka;

  constructor(brokers: string) {
    this.kafka = new Kafka({ clientId: 'demo-parties', brokers: brokers.split(','), logLevel: logLevel.NOTHING });
    this.producer = this.kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner, idempotent: true });
  }

  async connect(): Promise<void> {
    await this.producer.connect();
  }

  async push({ source, key, body }: Pushed): Promise<void> {
    await this.send(topics.submissions(source), key, body, 'submission.v1', `/call-centre/${source}`);
  }

  async act(
    division: string,
    complaintId: string,
    action: { actionId: string } & Record<string, unknown>,
  ): Promise<void> {
    await this.send(
      topics.workActions(division),
      complaintId,
      action,
      'work.action.v1',
      `/branch/${division}`,
      action.actionId,
    );
  }

  /** Reads public topics from their beginning; drops a record whose id was seen, as every party should. */
  async read(names: string[], visit: (record: ReadRecord) => Promise<void>): Promise<void> {
    const seen = new Set<string>();
    this.consumer = this.kafka.consumer({ groupId: `demo-${Date.now()}`, maxWaitTimeInMs: 100 });
    await this.consumer.connect();
    await this.consumer.subscribe({ topics: names, fromBeginning: true });
    await this.consumer.run({
      eachMessage: async ({ topic, message }) => {
        const id = String(message.headers?.['ce_id']);
        if (seen.has(id)) return;
        seen.add(id);
        await visit({
          topic,
          key: String(message.key),
          type: String(message.headers?.['ce_type']),
          body: JSON.parse(String(message.value)) as Record<string, unknown>,
        });
      },
    });
  }

  async close(): Promise<void> {
    await this.consumer?.disconnect();
    await this.producer.disconnect();
  }

  private async send(topic: string, key: string, body: unknown, type: string, from: string, id = key): Promise<void> {
    await this.producer.send({
      topic,
      messages: [
        {
          key,
          value: typeof body === 'string' ? body : JSON.stringify(body),
          headers: {
            ce_id: id,
            ce_type: type,
            ce_source: from,
            ce_specversion: '1.0',
            'content-type': 'application/json',
          },
        },
      ],
    });
  }
}
