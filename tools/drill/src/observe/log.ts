import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';
import { placeOf, toLogRecord, type LogRecord } from './log-record.js';

const QUICK = { initialRetryTime: 100, maxRetryTime: 500, retries: 3 };
const NO_PROGRESS_MS = 60_000;

export const clientOf = (brokers: string) =>
  new Kafka({ clientId: 'drill-reader', brokers: brokers.split(','), logLevel: logLevel.NOTHING, retry: QUICK });

/** Every topic of the platform. */
export async function topicsOf(brokers: string): Promise<string[]> {
  const admin = clientOf(brokers).admin();
  await admin.connect();
  try {
    return (await admin.listTopics()).filter((topic) => topic.startsWith('complaints.')).sort();
  } finally {
    await admin.disconnect();
  }
}

const ASK_AGAIN_MS = 200;
const ASK_MS = 30_000;

/** Where a topic's partitions end. A broker that came back a moment ago does not lead all of them yet. */
export async function endsOf(brokers: string, topic: string): Promise<number[]> {
  const giveUpAt = Date.now() + ASK_MS;
  for (;;) {
    const admin = clientOf(brokers).admin();
    try {
      await admin.connect();
      const offsets = await admin.fetchTopicOffsets(topic);
      return offsets.toSorted((a, b) => a.partition - b.partition).map(({ high }) => Number(high));
    } catch (error) {
      if (Date.now() > giveUpAt) throw error;
      await pause(ASK_AGAIN_MS);
    } finally {
      await admin.disconnect();
    }
  }
}

/** Reads everything that stands in these topics now, from the beginning, in order of topic, partition and offset. */
export async function readLog(brokers: string, topics: readonly string[]): Promise<LogRecord[]> {
  const ends = new Map<string, number>();
  for (const topic of topics) {
    const each = await endsOf(brokers, topic);
    each.forEach((end, partition) => end > 0 && ends.set(placeOf({ topic, partition }), end));
  }
  const filled = topics.filter((topic) => [...ends.keys()].some((place) => place.startsWith(`${topic}/`)));
  const read = new Map<string, LogRecord[]>([...ends.keys()].map((place) => [place, []]));
  const complete = () => [...ends].every(([place, end]) => (read.get(place)!.at(-1)?.offset ?? -1) + 1 >= end);
  if (filled.length === 0) return [];

  const consumer = clientOf(brokers).consumer({ groupId: `drill-${randomUUID()}`, maxWaitTimeInMs: 100 });
  await consumer.connect();
  try {
    await consumer.subscribe({ topics: filled, fromBeginning: true });
    let movedAt = Date.now();
    await consumer.run({
      autoCommit: false,
      eachBatch: ({ batch: { topic, partition, messages } }) => {
        const records = read.get(placeOf({ topic, partition })) ?? [];
        for (const message of messages) {
          if (Number(message.offset) > (records.at(-1)?.offset ?? -1)) {
            records.push(toLogRecord(topic, partition, message));
          }
        }
        movedAt = Date.now();
        return Promise.resolve();
      },
    });
    while (!complete()) {
      if (Date.now() - movedAt > NO_PROGRESS_MS) throw new Error('the log could not be read to its end');
      await pause(50);
    }
  } finally {
    await consumer.disconnect();
  }
  return [...read].flatMap(([place, records]) => records.slice(0, ends.get(place)));
}
