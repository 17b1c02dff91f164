import type { Kafka } from 'kafkajs';
import type { BrokerRecord } from '../broker.js';
import { toRecord } from './record.js';

const RETRY = { initialRetryTime: 100, maxRetryTime: 1000, retries: 10 };
const NO_PROGRESS_MS = 30_000;

export interface Span {
  partition: number;
  from: bigint;
  /** The offset after the last record to read. */
  until: bigint;
}

/** Reads spans of a topic once, in a group of its own that is deleted afterwards: the client knows no other way to fetch. */
export async function scan(
  kafka: Kafka,
  groupId: string,
  topic: string,
  spans: readonly Span[],
  visit: (partition: number, record: BrokerRecord) => void,
): Promise<void> {
  const left = new Map(spans.map((span) => [span.partition, span]));
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100, allowAutoTopicCreation: false, retry: RETRY });
  let watch: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      const progress = () => {
        clearTimeout(watch);
        watch = setTimeout(() => reject(new Error(`scanning ${topic} makes no progress`)), NO_PROGRESS_MS);
      };
      progress();
      consumer.on(consumer.events.CRASH, ({ payload: { error } }) => reject(error));
      consumer.on(consumer.events.GROUP_JOIN, ({ payload: { memberAssignment } }) => {
        for (const partition of memberAssignment[topic] ?? []) {
          const span = left.get(partition);
          if (span) consumer.seek({ topic, partition, offset: String(span.from) });
          else consumer.pause([{ topic, partitions: [partition] }]);
        }
      });
      const run = async () => {
        await consumer.connect();
        await consumer.subscribe({ topic, fromBeginning: true });
        await consumer.run({
          autoCommit: false,
          eachBatchAutoResolve: false,
          eachBatch: async ({ batch, resolveOffset, isStale }) => {
            const span = left.get(batch.partition);
            if (!span || isStale()) return;
            progress();
            for (const message of batch.messages) {
              const record = toRecord(message);
              if (record.offset >= span.from && record.offset < span.until) visit(batch.partition, record);
            }
            resolveOffset(batch.lastOffset());
            if (BigInt(batch.lastOffset()) + 1n < span.until) return;
            left.delete(batch.partition);
            consumer.pause([{ topic, partitions: [batch.partition] }]);
            if (left.size === 0) resolve();
          },
        });
      };
      run().catch(reject);
    });
  } finally {
    clearTimeout(watch);
    await consumer.disconnect();
    await forget(kafka, groupId);
  }
}

async function forget(kafka: Kafka, groupId: string): Promise<void> {
  const admin = kafka.admin({ retry: RETRY });
  try {
    await admin.connect();
    await admin.deleteGroups([groupId]);
  } catch {
    // An empty group without offsets is forgotten by the broker itself.
  } finally {
    await admin.disconnect();
  }
}
