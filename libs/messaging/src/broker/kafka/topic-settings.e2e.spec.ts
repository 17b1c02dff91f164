import './record-codec.js';
import { randomUUID } from 'node:crypto';
import kafkajs, { type Admin } from 'kafkajs';
import type { KeptSetting } from '../broker.js';
import { kafkaBroker } from './kafka-broker.js';

const brokers = process.env['KAFKA_BROKERS']!;
const WANTED = { 'message.timestamp.type': 'LogAppendTime', 'cleanup.policy': 'delete', 'retention.ms': '1209600000' };

let admin: Admin;
let topic: string;
beforeAll(async () => {
  admin = new kafkajs.Kafka({ brokers: brokers.split(','), logLevel: kafkajs.logLevel.NOTHING }).admin();
  await admin.connect();
});
beforeEach(() => {
  topic = `settings.${randomUUID()}`;
});
afterEach(() => admin.deleteTopics({ topics: [topic] }));
afterAll(() => admin.disconnect());

it('stamps a topic that exists, keeps what else was chosen for it, and says what it would have chosen', async () => {
  await exists({ 'retention.ms': '-1', 'max.message.bytes': '2000000', 'message.timestamp.type': 'CreateTime' });

  const kept = await create();

  expect(await settings()).toEqual({
    'message.timestamp.type': 'LogAppendTime',
    'retention.ms': '-1',
    'max.message.bytes': '2000000',
    'cleanup.policy': 'delete',
  });
  expect(kept).toEqual([{ topic, setting: 'retention.ms', kept: '-1', ofNew: '1209600000' }]);
});

it('has nothing to say of a topic that it created itself, or stamped before', async () => {
  expect([await create(), await create()]).toEqual([[], []]);
  expect(await settings()).toMatchObject(WANTED);
});

const exists = (config: Record<string, string>) =>
  admin.createTopics({
    waitForLeaders: true,
    topics: [{ topic, configEntries: Object.entries(config).map(([name, value]) => ({ name, value })) }],
  });

async function create(): Promise<KeptSetting[]> {
  const broker = kafkaBroker({ brokers, clientId: 'settings-spec' });
  try {
    return await broker.createTopics([{ topic, partitions: 1, config: WANTED }]);
  } finally {
    await broker.close();
  }
}

async function settings(): Promise<Record<string, string>> {
  const configNames = [...Object.keys(WANTED), 'max.message.bytes'];
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: kafkajs.ConfigResourceTypes.TOPIC, name: topic, configNames }],
  });
  return Object.fromEntries(
    resources[0]!.configEntries.map(({ configName, configValue }) => [configName, configValue]),
  );
}
