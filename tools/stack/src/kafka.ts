import { existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { freePort } from './free-port.js';
import { DURABLE, startBroker } from './kafka-broker.js';
import { ARCHIVE, TEMPLATE, kafkaHome } from './kafka-home.js';

export interface RunningKafka {
  /** `host:port`, several joined by commas. */
  readonly brokers: string;
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
}): Promise<RunningKafka> {
  const given = options.own ? undefined : process.env['KAFKA_BROKERS'];
  if (given) return foreignKafka(given);

  const dataDir = resolve(options.dataDir);
  const home = await kafkaHome(options.log ?? console.error);
  if (!existsSync(join(dataDir, 'data')))
    await cp(join(home.folder, TEMPLATE), join(dataDir, 'data'), { recursive: true });

  const address = { port: options.port ?? (await freePort()), controllerPort: await freePort() };
  const start = () =>
    startBroker(home, dataDir, address, [`-XX:SharedArchiveFile=${ARCHIVE}`], options.durable ? DURABLE : []);
  let broker = await start();

  return {
    brokers: `127.0.0.1:${address.port}`,
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
  return { brokers, embedded: false, stop: () => Promise.resolve(), kill: refuse, restart: refuse };
}
