import { existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import type { Guard } from './guard.js';
import { DURABLE, startBroker } from './kafka-broker.js';
import { ARCHIVE, TEMPLATE, kafkaHome } from './kafka-home.js';
import { guarded, inTheClear } from './listeners.js';

export interface RunningKafka {
  /** `host:port`, several joined by commas. Of a guarded broker: for those who have a certificate. */
  readonly brokers: string;
  /** Of a guarded broker: for those who have a password. */
  readonly passwordBrokers: string | null;
  /** Null: everybody may do everything. */
  readonly guard: Guard | null;
  /** False when the brokers come from KAFKA_BROKERS: then `stop` leaves them alone, `kill` and `restart` throw. */
  readonly embedded: boolean;
  stop(): Promise<void>;
  /** kill -9: nothing is flushed, clients see a broken connection. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data; stops it first if it still runs. */
  restart(): Promise<void>;
}

/**
 * The Kafka of KAFKA_BROKERS, or else one real broker of our own that keeps its data in `dataDir` and dies with us.
 * Resolves when it serves clients.
 */
export async function startKafka(options: {
  dataDir: string;
  log?: (line: string) => void;
  port?: number;
  /** A broker of our own even where KAFKA_BROKERS names others; for whoever kills it. */
  own?: boolean;
  /** Flushes to disk what it acknowledges. */
  durable?: boolean;
  /** A broker of our own that lets in whom it knows; keys and certificates lie in this folder. */
  guardedBy?: string | undefined;
}): Promise<RunningKafka> {
  const given = options.own ? undefined : process.env['KAFKA_BROKERS'];
  if (given) return foreignKafka(given);

  const dataDir = resolve(options.dataDir);
  const home = await kafkaHome(options.log ?? console.error);
  if (!existsSync(join(dataDir, 'data')))
    await cp(join(home.folder, TEMPLATE), join(dataDir, 'data'), { recursive: true });

  const guard = options.guardedBy ? await (await import('./guard.js')).guard(resolve(options.guardedBy)) : null;
  const listeners = guard ? await guarded(guard.broker, options.port) : await inTheClear(options.port);
  const start = () =>
    startBroker(home, dataDir, listeners, [`-XX:SharedArchiveFile=${ARCHIVE}`], options.durable ? DURABLE : []);
  let broker = await start();

  return {
    brokers: listeners.brokers,
    passwordBrokers: listeners.passwordBrokers,
    guard,
    embedded: true,
    stop: () => broker.end('SIGTERM'),
    kill: () => broker.end('SIGKILL'),
    async restart() {
      await broker.end('SIGTERM');
      broker = await start();
    },
  };
}

function foreignKafka(brokers: string): RunningKafka {
  const refuse = () => Promise.reject(new Error('The brokers of KAFKA_BROKERS are not ours to kill or restart.'));
  const stop = () => Promise.resolve();
  return { brokers, passwordBrokers: null, guard: null, embedded: false, stop, kill: refuse, restart: refuse };
}
