import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { openTemporaryFolder, removeTemporaryFolder } from './temporary-folder.mjs';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const running = [];

/** Jest loads global setups outside its resolver, so they need the built package. Up to date, this takes 0.2 s. */
async function stack() {
  const compiler = join(root, 'node_modules', 'tsgo', 'bin', 'tsc');
  execFileSync(process.execPath, [compiler, '-b', join(root, 'tools', 'stack')], { stdio: 'inherit' });
  return import('@cc/stack');
}

const dataDir = async (name) => join(await openTemporaryFolder(), name);

const log = (line) => process.stderr.write(`${line}\n`);

/** Gives this run a PostgreSQL; its administrator's address goes to DATABASE_URL, which the workers inherit. */
export async function startPostgres() {
  await openTemporaryFolder();
  const { chooseProvider, startPostgres } = await stack();
  const postgres =
    (await chooseProvider(process.env.DATABASE_URL)) === 'container'
      ? await (await import('./containers.mjs')).postgresContainer()
      : await startPostgres({ dataDir: await dataDir('postgres'), log });
  process.env.DATABASE_URL = postgres.adminUrl;
  running.push(postgres);
}

/** Gives this run a Kafka; its address goes to KAFKA_BROKERS. */
export async function startKafka() {
  const { chooseProvider, freePort, startKafka } = await stack();
  const kafka =
    (await chooseProvider(process.env.KAFKA_BROKERS)) === 'container'
      ? await (await import('./containers.mjs')).kafkaContainer(await freePort())
      : await startKafka({ dataDir: await dataDir('kafka'), log });
  process.env.KAFKA_BROKERS = kafka.brokers;
  running.push(kafka);
}

/** Stops what this run started and removes its data. */
export async function stopAll() {
  await Promise.all(running.splice(0).map((service) => service.stop()));
  await removeTemporaryFolder();
}
