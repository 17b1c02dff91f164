// First: reads and writes records in the place of kafkajs, which keeps what it finds when it is loaded.
import '../broker/kafka/record-codec.js';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import kafkajs from 'kafkajs';
import { startKafka } from '@cc/stack';
import { SIGN_OF_LIFE_MS } from '../broker/kafka/consumption.js';
import { kafkaBroker } from '../broker/kafka/kafka-broker.js';
import { conformance } from './conformance.fixture.js';

/** Shorter than a service's, so that the suite need not wait long to see what happens when it is over. */
const PATIENCE_MS = 3000;
const SILENT = { log: () => undefined, warn: () => undefined, error: () => undefined };

conformance('Apache Kafka', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'cc-conformance-'));
  // Of our own: the suite kills it.
  const kafka = await startKafka({ dataDir, own: true });
  let nodes = 0;
  return {
    connect: (heard) =>
      kafkaBroker({
        brokers: kafka.brokers,
        clientId: `node-${++nodes}`,
        log: SILENT,
        sessionTimeoutMs: PATIENCE_MS,
        ...(heard && { heard }),
      }),
    // Between the first and the last lie so many waits, and one more.
    signsBeyondPatience: Math.ceil(PATIENCE_MS / SIGN_OF_LIFE_MS) + 2,
    takeDown: () => kafka.kill(),
    bringBack: () => kafka.restart(),
    deleteBefore: async ({ topic, partition }, offset) => {
      const admin = new kafkajs.Kafka({ brokers: [kafka.brokers], logLevel: kafkajs.logLevel.NOTHING }).admin();
      await admin.connect();
      // Without a question before it the client does not know where the partition lives.
      await admin.fetchTopicOffsets(topic);
      await admin.deleteTopicRecords({ topic, partitions: [{ partition, offset: String(offset) }] });
      await admin.disconnect();
    },
    close: async () => {
      await kafka.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
});
