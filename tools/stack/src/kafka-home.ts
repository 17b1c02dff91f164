import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { SETTINGS, javaArgs, startBroker, writeSettings } from './kafka-broker.js';
import type { KafkaHome } from './kafka-broker.js';
import { inTheClear } from './listeners.js';
import { isOnPath } from './on-path.js';

const run = promisify(execFile);
const POM = join(SETTINGS, 'pom.xml');
const CACHE = join(import.meta.dirname, '..', '..', '..', '.cache', 'kafka');
const CLUSTER_ID = 'AAAAAAAAAAAAAAAAAAAAAQ';

/** In the home folder: the JVM's class-data archive, and the formatted storage every new broker starts from. */
export const ARCHIVE = 'kafka.jsa';
export const TEMPLATE = join('template', 'data');

/**
 * Apache Kafka from the cache; the first time fetched by Maven, formatted and started once, with a line of progress every
 * two seconds. Built beside the cache and renamed into it, so that a half-made or a second build never spoils it.
 */
export async function kafkaHome(log: (line: string) => void, cache = CACHE): Promise<KafkaHome> {
  requireProgram('java', 'openjdk-17-jre-headless');
  const key = createHash('sha256')
    .update(await readFile(POM))
    .digest('hex')
    .slice(0, 16);
  const folder = join(cache, key);
  if (!existsSync(folder)) await build(folder, cache, log);
  return { folder, classPath: await classPath(folder) };
}

async function build(folder: string, cache: string, log: (line: string) => void): Promise<void> {
  requireProgram('mvn', 'maven');
  await requireJava17();
  await mkdir(cache, { recursive: true });
  const building = await mkdtemp(join(cache, 'building-'));
  try {
    await withProgress('Fetching Apache Kafka by Maven', building, log, () => fetchJars(building));
    const home = { folder: building, classPath: await classPath(building) };
    await withProgress('Preparing Kafka for quick starts', building, log, () => prepare(home));
    await rename(building, folder);
  } catch (cause) {
    if (existsSync(folder)) return; // Another process was quicker: its build is as good as ours.
    throw new Error('Apache Kafka could not be set up; set KAFKA_BROKERS=host:port to use a broker of yours.', {
      cause,
    });
  } finally {
    await rm(building, { recursive: true, force: true });
  }
}

async function fetchJars(home: string): Promise<void> {
  // A repository of its own: Maven's default one is not made for two processes at a time.
  const repository = join(home, 'maven');
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${join(home, 'libs')}`];
  try {
    await run('mvn', ['-B', '-ntp', '-q', '-f', POM, `-Dmaven.repo.local=${repository}`, ...goal], { cwd: home });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`Maven could not fetch Apache Kafka:\n${stdout}${stderr}`, { cause: error });
  }
  await rm(repository, { recursive: true });
}

async function prepare(home: KafkaHome): Promise<void> {
  const template = join(home.folder, 'template');
  const listeners = await inTheClear();
  const settings = await writeSettings(template, listeners);
  const format = ['kafka.tools.StorageTool', 'format', '-t', CLUSTER_ID, '-c', settings];
  await run('java', javaArgs(home, join(template, 'format.log'), ['-Xmx128m'], format), { cwd: home.folder });

  const rehearsal = join(home.folder, 'rehearsal');
  await run('cp', ['-r', template, rehearsal]);
  const broker = await startBroker(home, rehearsal, listeners, [`-XX:ArchiveClassesAtExit=${ARCHIVE}`]);
  await broker.end('SIGTERM', 60_000);
  await rm(rehearsal, { recursive: true });
}

async function classPath(folder: string): Promise<string> {
  const jars = await readdir(join(folder, 'libs'));
  // Relative, so that the archive stays good when the folder is renamed.
  return jars
    .sort()
    .map((jar) => `libs/${jar}`)
    .join(':');
}

async function withProgress(
  what: string,
  folder: string,
  log: (line: string) => void,
  work: () => Promise<void>,
): Promise<void> {
  const started = performance.now();
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(0)} s`;
  log(`${what} (once) ...`);
  const ticking = setInterval(() => {
    void bytesIn(folder).then((bytes) => log(progress(what, seconds(), bytes)));
  }, 2000);
  try {
    await work();
  } finally {
    clearInterval(ticking);
  }
  log(`${what}: done in ${seconds()}`);
}

/** A size that rounds to nothing says nothing. */
export function progress(what: string, after: string, bytes: number): string {
  const size = Math.round(bytes / 1e6);
  return `${what}: ${after}${size === 0 ? '' : `, ${size} MB so far`}`;
}

/** Size of a folder that is being written to: what vanishes meanwhile counts nothing. */
async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      stat(join(entry.parentPath, entry.name)).then(
        ({ size }) => size,
        () => 0,
      ),
    );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

function requireProgram(program: string, debianPackage: string): void {
  if (isOnPath(program)) return;
  throw new Error(
    `Kafka needs ${program}, which is not installed. Install it (apt-get install openjdk-17-jre-headless maven; ` +
      `${program} is in ${debianPackage}) or set KAFKA_BROKERS=host:port to use a broker of yours.`,
  );
}

async function requireJava17(): Promise<void> {
  const { stderr } = await run('java', ['-version']);
  const major = Number(/version "(\d+)/.exec(stderr)?.[1]);
  if (major >= 17) return;
  throw new Error(
    `Kafka needs Java 17 or newer, but \`java -version\` says ${stderr.split('\n')[0]}. ` +
      'Install it (apt-get install openjdk-17-jre-headless) or set KAFKA_BROKERS=host:port to use a broker of yours.',
  );
}
