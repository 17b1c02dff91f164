import { closeSync, openSync } from 'node:fs';
import { appendFile, copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { Kafka, logLevel } from 'kafkajs';

import { startChild } from './child.js';
import type { Child } from './child.js';
import { requireFreePort } from './free-port.js';
import type { Listeners } from './listeners.js';
import { tail } from './log-file.js';
import { untilReady } from './until.js';

/** Where the files of Apache Kafka lie: `libs/*.jar`, and beside them what makes a start quick. */
export interface KafkaHome {
  readonly folder: string;
  /** In a fixed order, because the class-data archive is refused when the class path differs. */
  readonly classPath: string;
}

/** What is acknowledged is on disk first, so that the machine may fail as well; a killed broker loses nothing without it. */
export const DURABLE = ['log.flush.interval.messages=1'];

export const SETTINGS = join(import.meta.dirname, '..', 'kafka');

/** Serial collector and first compiler only: half the start-up time, and load tests measure us, not the broker. */
const JVM = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];

/** Arguments of `java` that run a main class of Kafka; to be run in the home folder. */
export function javaArgs(home: KafkaHome, logFile: string, jvm: readonly string[], main: readonly string[]): string[] {
  const log = [`-Dlog4j2.configurationFile=${join(SETTINGS, 'log4j2.properties')}`, `-Dkafka.logfile=${logFile}`];
  return [...JVM, ...jvm, ...log, '-cp', home.classPath, ...main];
}

/** Writes the settings of one broker into its folder; returns the file's path. */
export async function writeSettings(
  dataDir: string,
  listeners: Listeners,
  further: readonly string[] = [],
): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  const file = join(dataDir, 'server.properties');
  await copyFile(join(SETTINGS, 'server.properties'), file);
  const own = Object.entries({ 'log.dirs': join(dataDir, 'data'), ...listeners.settings });
  await appendFile(file, ['', ...own.map((pair) => pair.join('=')), ...further, ''].join('\n'));
  return file;
}

/** Starts a broker on a formatted data folder; resolves when clients can use it. */
export async function startBroker(
  home: KafkaHome,
  dataDir: string,
  listeners: Listeners,
  jvm: readonly string[],
  further: readonly string[] = [],
): Promise<Child> {
  for (const port of listeners.ports) await requireFreePort('Kafka', port);
  const settings = await writeSettings(dataDir, listeners, further);
  const logFile = join(dataDir, 'kafka.log');
  const output = openSync(join(dataDir, 'kafka.out'), 'a');
  const args = javaArgs(home, logFile, ['-Xms256m', '-Xmx512m', ...jvm], ['kafka.Kafka', settings]);
  const child = await startChild('java', args, {
    cwd: home.folder,
    env: process.env,
    stdio: ['ignore', output, output],
    whenWeDie: 'SIGKILL',
  }).finally(() => closeSync(output));

  const detail = () => `${tail(join(dataDir, 'kafka.out'))}\n${tail(logFile)}`;
  await untilReady('Kafka', child, () => servesMetadata(listeners), { withinMs: 60_000, detail });
  return child;
}

/** A connection proves only that the port is open; a broker in the metadata proves that it works. */
async function servesMetadata({ brokers, ssl }: Listeners): Promise<boolean> {
  const admin = new Kafka({
    clientId: 'stack',
    brokers: [brokers],
    ...(ssl && { ssl }),
    logLevel: logLevel.NOTHING,
    connectionTimeout: 1000,
    requestTimeout: 2000,
    retry: { retries: 0 },
  }).admin();
  try {
    await admin.connect();
    const { brokers } = await admin.describeCluster();
    return brokers.length > 0;
  } catch {
    return false; // Not yet: whoever asks has the deadline and the broker's log.
  } finally {
    await admin.disconnect();
  }
}
