import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Kafka, logLevel } from 'kafkajs';

import { startKafka } from './kafka.js';
import type { RunningKafka } from './kafka.js';

const TOPIC = 'stack.spec';

describe('a Kafka of our own', () => {
  let dataDir: string;
  let kafka: RunningKafka;
  const environment = process.env['KAFKA_BROKERS'];

  beforeAll(async () => {
    delete process.env['KAFKA_BROKERS'];
    dataDir = await mkdtemp(join(tmpdir(), 'kafka-spec-'));
    kafka = await startKafka({ dataDir });
  }, 120_000);

  afterAll(async () => {
    process.env['KAFKA_BROKERS'] = environment;
    await kafka.stop();
    await rm(dataDir, { recursive: true });
  });

  it('can be used as soon as it has started, and has no topic that nobody made', async () => {
    const topics = await withAdmin(kafka, async (admin) => {
      await admin.createTopics({ topics: [{ topic: TOPIC, numPartitions: 1 }] });
      return admin.listTopics();
    });

    expect(topics).toEqual([TOPIC]);
  });

  it('keeps acknowledged messages through kill -9, on the same address', async () => {
    const { brokers } = kafka;
    await send(kafka, 'before the kill');

    await kafka.kill();
    await kafka.restart();
    await send(kafka, 'after the kill');

    expect(kafka.brokers).toBe(brokers);
    expect(await highOffset(kafka)).toBe('2');
  }, 60_000);

  it('keeps its data for the next start in the same folder, also on another port', async () => {
    const before = await highOffset(kafka);

    await kafka.stop();
    kafka = await startKafka({ dataDir });

    expect(await highOffset(kafka)).toBe(before);
  }, 60_000);

  it('is refused a port that another broker holds, rather than taken for it', async () => {
    const port = Number(kafka.brokers.split(':')[1]);
    const second = await mkdtemp(join(tmpdir(), 'kafka-spec-'));

    await expect(startKafka({ dataDir: second, port })).rejects.toThrow(
      `Kafka cannot have port ${port}: it is in use.`,
    );

    await rm(second, { recursive: true });
  }, 60_000);
});

describe('a Kafka of somebody else', () => {
  it('is used when KAFKA_BROKERS names it, and left alone', async () => {
    const kafka = await startKafka({ dataDir: '/nowhere' });

    await kafka.stop();

    expect(kafka).toMatchObject({ brokers: process.env['KAFKA_BROKERS'], embedded: false });
    await expect(withAdmin(kafka, (admin) => admin.describeCluster())).resolves.toMatchObject({ controller: 1 });
    await expect(kafka.kill()).rejects.toThrow('not ours');
  });
});

function client(kafka: RunningKafka): Kafka {
  return new Kafka({ brokers: kafka.brokers.split(','), logLevel: logLevel.NOTHING, retry: { retries: 20 } });
}

async function withAdmin<T>(kafka: RunningKafka, work: (admin: ReturnType<Kafka['admin']>) => Promise<T>): Promise<T> {
  const admin = client(kafka).admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}

async function send(kafka: RunningKafka, value: string): Promise<void> {
  const producer = client(kafka).producer();
  await producer.connect();
  await producer.send({ topic: TOPIC, acks: -1, messages: [{ value }] });
  await producer.disconnect();
}

async function highOffset(kafka: RunningKafka): Promise<string | undefined> {
  return withAdmin(kafka, async (admin) => (await admin.fetchTopicOffsets(TOPIC))[0]?.high);
}
