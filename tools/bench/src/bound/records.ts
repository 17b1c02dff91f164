import { setTimeout as pause } from 'node:timers/promises';
import { FACTS } from '@cc/contracts';
import { Kafka, logLevel, Partitioners, type Admin, type IHeaders, type KafkaMessage, type Message } from 'kafkajs';
import { tenthOf } from './warm-up.js';

const AT_ONCE = 500;
const PATIENCE_MS = 60_000;
/** A reader asks for as much at once as makes it cheapest. */
const FETCHED_AT_ONCE = 8 * 1024 * 1024;

interface Stored {
  topic: string;
  partition: number;
  key: Buffer | null;
  value: Buffer | null;
  headers: IHeaders;
}

/** The records that a run left behind, to be written and read again by the bare client in topics of their own. */
export class Records {
  private constructor(
    private readonly kafka: Kafka,
    private readonly prefix: string,
    private readonly topics: { topic: string; numPartitions: number }[],
    private readonly all: readonly Stored[],
    /** Whether kafkajs itself read these records, or our codec in its place. */
    readonly readBy: 'stock' | 'codec',
  ) {}

  static async of(brokers: string, prefix: string): Promise<Records> {
    const kafka = new Kafka({ clientId: 'bound', brokers: brokers.split(','), logLevel: logLevel.NOTHING });
    return administered(kafka, async (admin) => {
      const names = (await admin.listTopics()).filter((topic) => topic.startsWith('complaints.'));
      const { topics } = await admin.fetchTopicMetadata({ topics: names });
      const expected = await countOf(admin, names);
      const all: Stored[] = [];
      let readBy: 'stock' | 'codec' = 'stock';
      const reader = new Reader(kafka, `${prefix}.taking`, (topic, partition, messages) => {
        for (const message of messages) {
          const { key, value, headers = {} } = message;
          if (!Object.hasOwn(message, 'headers')) readBy = 'codec';
          all.push({ topic, partition, key, value, headers });
        }
      });
      await reader.connect(names);
      await reader.hasRead(expected);
      await reader.close();
      const ofTheirOwn = topics.map(({ name, partitions }) => ({
        topic: `${prefix}.${name}`,
        numPartitions: partitions.length,
      }));
      return new Records(kafka, prefix, ofTheirOwn, all, readBy);
    });
  }

  get count(): number {
    return this.all.length;
  }

  /** Everybody is connected, has written or read a tenth, and waits. */
  async prepare(readers: number): Promise<Carrier> {
    const { kafka, prefix, topics } = this;
    const journal = `${prefix}.${FACTS}`;
    await administered(kafka, (admin) => create(admin, topics));
    const all = this.all.map((record) => ({ ...record, topic: `${prefix}.${record.topic}` }));
    const producer = kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    await producer.connect();
    const reading = Array.from({ length: readers }, (_, at) => new Reader(kafka, `${prefix}.reader-${at}`));
    await Promise.all(reading.map((reader) => reader.connect([journal])));

    const write = async (records: readonly Stored[]): Promise<void> => {
      for (let from = 0; from < records.length; from += AT_ONCE) {
        const byTopic = Map.groupBy(records.slice(from, from + AT_ONCE), ({ topic }) => topic);
        await producer.sendBatch({
          topicMessages: [...byTopic].map(([topic, messages]) => ({ topic, messages: messages as Message[] })),
        });
      }
    };
    /** Readers that follow would fetch a little at a time: they wait, so that what they read is as cheap as can be. */
    const carry = async (records: readonly Stored[]): Promise<void> => {
      const ofJournal = records.filter(({ topic }) => topic === journal).length;
      for (const reader of reading) reader.pause();
      await write(records);
      for (const reader of reading) reader.resume();
      await Promise.all(reading.map((reader) => reader.hasRead(ofJournal)));
    };
    await carry(all.slice(0, tenthOf(all.length)));

    return {
      carry: () => carry(all),
      close: async () => {
        await Promise.all([producer.disconnect(), ...reading.map((reader) => reader.close())]);
        await administered(kafka, (admin) => admin.deleteTopics({ topics: topics.map(({ topic }) => topic) }));
      },
    };
  }
}

export interface Carrier {
  /** Writes every record once and has the journal read by each reader. */
  carry(): Promise<void>;
  close(): Promise<void>;
}

type Visit = (topic: string, partition: number, messages: readonly KafkaMessage[]) => void;

/** Counts what it is given; looks into nothing unless it is told to. */
class Reader {
  private readonly consumer;
  private topics: readonly string[] = [];
  private read = 0;
  private asked = 0;
  private reached: () => void = () => undefined;
  private fail!: (error: unknown) => void;
  private readonly failed = new Promise<never>((_, reject) => (this.fail = reject));

  constructor(
    kafka: Kafka,
    groupId: string,
    private readonly visit?: Visit,
  ) {
    this.consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 50, maxBytes: FETCHED_AT_ONCE });
    this.failed.catch(() => undefined);
  }

  /** Until it is a member of its group. */
  async connect(topics: readonly string[]): Promise<void> {
    this.topics = topics;
    await this.consumer.connect();
    await this.consumer.subscribe({ topics: [...topics], fromBeginning: true });
    const joined = new Promise<void>((resolve) => this.consumer.on('consumer.group_join', () => resolve()));
    this.consumer.on('consumer.crash', ({ payload }) => this.fail(payload.error));
    const run = this.consumer.run({
      autoCommit: false,
      partitionsConsumedConcurrently: 24,
      eachBatch: async ({ batch: { topic, partition, messages } }) => {
        this.visit?.(topic, partition, messages);
        this.read += messages.length;
        if (this.read >= this.asked) this.reached();
      },
    });
    run.catch(this.fail);
    await Promise.race([joined, this.failed]);
  }

  /** So many more than at the last time it was asked. */
  async hasRead(more: number): Promise<void> {
    this.asked += more;
    const reached = new Promise<void>((resolve) => (this.reached = resolve));
    if (this.read >= this.asked) return;
    await Promise.race([reached, this.failed]);
  }

  pause(): void {
    this.consumer.pause(this.topics.map((topic) => ({ topic })));
  }

  resume(): void {
    this.consumer.resume(this.topics.map((topic) => ({ topic })));
  }

  close(): Promise<void> {
    return this.consumer.disconnect();
  }
}

async function administered<T>(kafka: Kafka, work: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}

/** The client's own waiting gives up at the first broker that has not heard of a topic yet. */
async function create(admin: Admin, topics: { topic: string; numPartitions: number }[]): Promise<void> {
  await admin.createTopics({ topics, waitForLeaders: false, timeout: PATIENCE_MS });
  const names = topics.map(({ topic }) => topic);
  for (const giveUpAt = Date.now() + PATIENCE_MS; !(await haveLeaders(admin, names)); await pause(100)) {
    if (Date.now() > giveUpAt) throw new Error(`${names.length} topics have no leaders after ${PATIENCE_MS / 1000} s`);
  }
}

async function haveLeaders(admin: Admin, names: string[]): Promise<boolean> {
  try {
    const { topics } = await admin.fetchTopicMetadata({ topics: names });
    return topics.every(({ partitions }) => partitions.every(({ leader }) => leader >= 0));
  } catch (error) {
    if ((error as { retriable?: boolean }).retriable) return false;
    throw error;
  }
}

async function countOf(admin: Admin, topics: readonly string[]): Promise<number> {
  const ends = await Promise.all(topics.map((topic) => admin.fetchTopicOffsets(topic)));
  return ends.flat().reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0);
}
