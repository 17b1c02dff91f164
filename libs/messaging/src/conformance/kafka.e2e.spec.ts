import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startKafka, type RunningKafka } from '@cc/stack';
import { kafkaBroker } from '../broker/kafka/kafka-broker.js';
import { conformance } from './conformance.fixture.js';

const SILENT = { log: () => undefined, warn: () => undefined, error: () => undefined };

/** A broker of our own: the suite kills it, which nobody else who uses the common one would like. */
async function ownKafka(dataDir: string): Promise<RunningKafka> {
  const common = process.env['KAFKA_BROKERS'];
  delete process.env['KAFKA_BROKERS'];
  try {
    return await startKafka({ dataDir });
  } finally {
    if (common) process.env['KAFKA_BROKERS'] = common;
  }
}

conformance('Apache Kafka', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'cc-conformance-'));
  const kafka = await ownKafka(dataDir);
  let nodes = 0;
  return {
    connect: () => kafkaBroker({ brokers: kafka.brokers, clientId: `node-${++nodes}`, log: SILENT }),
    takeDown: () => kafka.kill(),
    bringBack: () => kafka.restart(),
    close: async () => {
      await kafka.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
});
