import { randomUUID } from 'node:crypto';
import { FACTS } from '@cc/contracts';
import { Kafka, logLevel, Partitioners, type IHeaders, type Message } from 'kafkajs';

const AT_ONCE = 500;

interface Stored {
  topic: string;
  partition: number;
  key: Buffer | null;
  value: Buffer | null;
  headers: IHeaders;
}

/** The records that a run left behind, read and written again by the bare client. */
export class Records {
  private constructor(
    private readonly kafka: Kafka,
    private readonly all: readonly Stored[],
  ) {}

  static async of(brokers: string): Promise<Records> {
    const kafka = new Kafka({ clientId: 'bound', brokers: brokers.split(','), logLevel: logLevel.NOTHING });
    const admin = kafka.admin();
    await admin.connect();
    const topics = (await admin.listTopics()).filter((topic) => topic.startsWith('complaints.'));
    await admin.disconnect();
    const all: Stored[] = [];
    await read(kafka, topics, (record) => all.push(record));
    return new Records(kafka, all);
  }

  get count(): number {
    return this.all.length;
  }

  /** Writes all of them as often as they were written, and has the journal read as often as services read it. */
  async carry(readers: number): Promise<void> {
    const producer = this.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    await producer.connect();
    for (let from = 0; from < this.all.length; from += AT_ONCE) {
      const byTopic = Map.groupBy(this.all.slice(from, from + AT_ONCE), ({ topic }) => topic);
      await producer.sendBatch({
        topicMessages: [...byTopic].map(([topic, messages]) => ({ topic, messages: messages as Message[] })),
      });
    }
    await producer.disconnect();
    const reading = Array.from({ length: readers }, () => read(this.kafka, [FACTS], () => undefined, this.journal));
    await Promise.all(reading);
  }

  private get journal(): number {
    return this.all.filter(({ topic }) => topic === FACTS).length;
  }
}

/** All records of these topics, or as many as are asked for. */
async function read(
  kafka: Kafka,
  topics: readonly string[],
  visit: (record: Stored) => void,
  most = Infinity,
): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  const ends = await Promise.all(topics.map((topic) => admin.fetchTopicOffsets(topic)));
  await admin.disconnect();
  const stored = ends.flat().reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0);
  let left = Math.min(most, stored);
  if (left === 0) return;
  const consumer = kafka.consumer({ groupId: `bound-${randomUUID()}`, maxWaitTimeInMs: 50, maxBytes: 8 * 1024 * 1024 });
  await consumer.connect();
  await consumer.subscribe({ topics: [...topics], fromBeginning: true });
  await new Promise<void>((resolve, reject) => {
    const run = consumer.run({
      autoCommit: false,
      partitionsConsumedConcurrently: 24,
      eachBatch: async ({ batch: { topic, partition, messages } }) => {
        for (const { key, value, headers = {} } of messages) visit({ topic, partition, key, value, headers });
        left -= messages.length;
        if (left <= 0) resolve();
      },
    });
    run.catch(reject);
  });
  await consumer.disconnect();
}
