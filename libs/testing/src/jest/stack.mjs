import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const PREFIX = 'cc-test-';
const running = [];
let folder;

/** Jest loads global setups outside its resolver, so they need the built package. Up to date, this takes 0.2 s. */
async function stack() {
  const compiler = join(root, 'node_modules', 'tsgo', 'bin', 'tsc');
  execFileSync(process.execPath, [compiler, '-b', join(root, 'tools', 'stack')], { stdio: 'inherit' });
  return import('@cc/stack');
}

async function dataDir(name) {
  if (!folder) {
    await removeFoldersOfKilledRuns();
    folder = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
    await chmod(folder, 0o755); // As root, the server runs as another user.
  }
  return join(folder, name);
}

/** After kill -9 of Jest the servers end by themselves, their folders stay. */
async function removeFoldersOfKilledRuns() {
  const runs = (await readdir(tmpdir())).filter((name) => name.startsWith(PREFIX));
  const killed = runs.filter((name) => !isAlive(Number(name.slice(PREFIX.length).split('-')[0])));
  await Promise.all(killed.map((name) => rm(join(tmpdir(), name), { recursive: true, force: true })));
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code !== 'ESRCH';
  }
}

const log = (line) => process.stderr.write(`${line}\n`);

/** Gives this run a PostgreSQL; its administrator's address goes to DATABASE_URL, which the workers inherit. */
export async function startPostgres() {
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
  if (folder) await rm(folder, { recursive: true, force: true });
  folder = undefined;
}
