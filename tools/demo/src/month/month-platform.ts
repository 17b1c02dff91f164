import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { FACTS, flow, type ServiceName } from '@cc/contracts';
import { kafkaBroker, SetTime } from '@cc/messaging';
import { startSimulation, type Simulation } from '@cc/simulation';
import { createDatabase, dropDatabase, startKafka, startPostgres } from '@cc/stack';
import { Issuer } from '@cc/token';
import { RestClient } from './rest-client.js';

/** A database of ours, on whichever server: made anew for each month. */
const DATABASE = 'complaints_month';
/** All services share one thread with a busy machine: the group must not take a pause for an end. */
const SESSION_TIMEOUT_MS = 60_000;

export interface MonthPlatformOptions {
  /** Data, logs and keys go below this folder, which is empty. */
  dir: string;
  seed: number;
  at: Date;
  log: (line: string) => void;
  /** Brokers to use; by default those of KAFKA_BROKERS, or one that is started. */
  ownKafka?: boolean;
}

/** The whole platform on real Kafka and PostgreSQL, all services in this process on one clock that is stepped. */
export interface MonthPlatform {
  simulation: Simulation;
  brokers: string;
  rest: RestClient;
  captureFile: string;
  stop(): Promise<void>;
}

export async function startMonthPlatform(options: MonthPlatformOptions): Promise<MonthPlatform> {
  const { dir, seed, at, log } = options;
  mkdirSync(join(dir, 'logs'), { recursive: true });
  const [kafka, postgres] = await Promise.all([
    startKafka({ dataDir: join(dir, 'kafka'), log, own: options.ownKafka ?? false }),
    startPostgres({ dataDir: join(dir, 'postgres'), log }),
  ]);
  const stopServers = async () => void (await Promise.all([kafka.stop(), postgres.stop()]));
  try {
    const names = Object.keys(flow) as ServiceName[];
    await dropDatabase(postgres.adminUrl, DATABASE);
    const urls = await createDatabase(postgres.adminUrl, DATABASE, names);
    const issuer = await Issuer.create(join(dir, 'keys'));
    const captureFile = join(dir, 'captured-messages.jsonl');
    const common = {
      ...keysOf(seed),
      KAFKA_BROKERS: kafka.brokers,
      PORT: '0',
      JWT_KEY_SET: issuer.keySetFile,
      JWT_ISSUER: issuer.name,
      JWT_AUDIENCE: issuer.audience,
      LOG_LEVEL: 'error',
      MESSAGE_PROVIDER: 'capture',
      CAPTURE_FILE: captureFile,
    };
    const time = new SetTime(at);
    const broker = kafkaBroker({
      brokers: kafka.brokers,
      clientId: 'month',
      log: silent,
      sessionTimeoutMs: SESSION_TIMEOUT_MS,
    });
    const simulation = await startSimulation({
      ...{ time, broker },
      environmentOf: ({ service }) => ({
        ...common,
        [`${service.toUpperCase().replaceAll('-', '_')}_DATABASE_URL`]: urls[service]!,
      }),
    });
    const rest = await RestClient.open(simulation, issuer);
    const stop = async () => {
      await simulation.stop();
      await stopServers();
    };
    await mustBeEmpty(simulation, kafka.brokers).catch(async (error: unknown) => {
      await stop();
      throw error;
    });
    return { simulation, brokers: kafka.brokers, rest, captureFile, stop };
  } catch (error) {
    await stopServers();
    throw error;
  }
}

/** The same seed gives the same sealed texts too. Nobody real stands behind what these keys seal. */
function keysOf(seed: number) {
  const key = (name: string) => createHash('sha256').update(`month ${seed} ${name}`).digest('base64');
  return { SEALING_KEYS: `month:${key('sealing')}`, HASH_KEY: key('hash') };
}

/** What an earlier month has left would be read as if it were of this one. */
async function mustBeEmpty({ broker }: Simulation, brokers: string): Promise<void> {
  const bounds = await broker.of('parties').bounds(FACTS);
  const records = bounds.reduce((sum, { first, next }) => sum + Number(next - first), 0);
  if (records === 0) return;
  throw new Error(
    `${FACTS} on the Kafka at ${brokers} already holds ${records} records. A month is told from its beginning: ` +
      `delete the complaints.* topics of an earlier run there, or unset KAFKA_BROKERS to have a Kafka started.`,
  );
}

/** What the client would log is in its errors too. */
const silent = { log() {}, warn() {}, error() {} };
