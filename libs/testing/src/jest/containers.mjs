// Servers of the tests as containers; loaded only where a Docker engine answers.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GenericContainer, Wait } from 'testcontainers';

/** The versions that the embedded servers have. */
const POSTGRES = 'postgres:18.4-bookworm';
const KAFKA = 'apache/kafka:4.4.0';
const PATIENCE_MS = 180_000; // The first run fetches the image.

const kafkaSettings = join(import.meta.dirname, '..', '..', '..', '..', 'tools', 'stack', 'kafka', 'server.properties');

/** PostgreSQL with the settings of `tools/stack`; nothing of it outlives the container. */
export async function postgresContainer() {
  const settings = [
    'max_connections=200',
    'max_locks_per_transaction=512',
    'fsync=off',
    'full_page_writes=off',
    'synchronous_commit=off',
  ];
  const container = await new GenericContainer(POSTGRES)
    .withEnvironment({ POSTGRES_PASSWORD: 'postgres', POSTGRES_INITDB_ARGS: '--encoding=UTF8 --locale=C.UTF-8' })
    .withCommand(['postgres', ...settings.flatMap((setting) => ['-c', setting])])
    .withExposedPorts(5432)
    // Once by the server that initialises the data, once by the one that stays.
    .withWaitStrategy(Wait.forLogMessage(/database system is ready to accept connections/, 2))
    .withStartupTimeout(PATIENCE_MS)
    .start();
  const address = `${container.getHost()}:${container.getMappedPort(5432)}`;
  return { adminUrl: `postgres://postgres:postgres@${address}/postgres`, stop: () => container.stop() };
}

/** One broker with the settings of `tools/stack`. It tells clients its own address, so the port is chosen beforehand. */
export async function kafkaContainer(port) {
  const container = await new GenericContainer(KAFKA)
    .withEnvironment({
      ...environmentOf(readFileSync(kafkaSettings, 'utf8')),
      CLUSTER_ID: 'AAAAAAAAAAAAAAAAAAAAAQ',
      KAFKA_LISTENERS: 'PLAINTEXT://:9092,CONTROLLER://:9093',
      KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://localhost:${port}`,
      KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
    })
    .withExposedPorts({ container: 9092, host: port })
    .withWaitStrategy(Wait.forLogMessage(/Kafka Server started/))
    .withStartupTimeout(PATIENCE_MS)
    .start();
  return { brokers: `localhost:${port}`, stop: () => container.stop() };
}

/** `node.id=1` is `KAFKA_NODE_ID=1` to the image. */
function environmentOf(properties) {
  const lines = properties.split('\n').filter((line) => /^[a-z]/.test(line));
  return Object.fromEntries(
    lines.map((line) => {
      const [name, ...value] = line.split('=');
      return [`KAFKA_${name.toUpperCase().replaceAll('.', '_')}`, value.join('=')];
    }),
  );
}
