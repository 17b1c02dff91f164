import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { flow, type ServiceName } from '@cc/contracts';
import {
  createDatabase,
  freePort,
  startKafka,
  startPostgres,
  startService,
  type RunningKafka,
  type RunningPostgres,
  type RunningService,
} from '@cc/stack';
import { Issuer } from '@cc/token';
import { writeAccess, type TokenName } from './access.js';
import { secretsIn } from './secrets.js';
import { createTopics } from './topics.js';

/** In the order of the journey. */
export const services = Object.keys(flow) as ServiceName[];

/** Where `make up` listens. */
const FIXED_PORTS: Record<ServiceName, number> = {
  intake: 3101,
  routing: 3102,
  'sla-monitor': 3103,
  notification: 3104,
  reporting: 3105,
};
const FIXED = { kafka: 9092, postgres: 54329 };

export interface PlatformOptions {
  /** Data, logs and keys go below this folder. */
  dir: string;
  log?: (line: string) => void;
  /** Ports that people can remember; random ones otherwise, so that several platforms can run side by side. */
  fixedPorts?: boolean;
  /** Further environment of every service, for instance its batch size. */
  environment?: Record<string, string>;
}

/** The whole platform on this machine: a real broker, a real database, the five services as processes. */
export interface Platform {
  kafka: RunningKafka;
  postgres: RunningPostgres;
  brokers: string;
  urls: Record<ServiceName, string>;
  processes: Record<ServiceName, RunningService>;
  tokens: Record<TokenName, string>;
  /** Variables for a shell: addresses and tokens. */
  environmentFile: string;
  /** What `hub --connection` reads. */
  connectionFile: string;
  /** Asks a service as an operator who may see everything; throws what it answers when that is no success. */
  ask(
    service: ServiceName,
    path: string,
    options?: { accept?: string; body?: unknown; as?: TokenName },
  ): Promise<string>;
  stop(): Promise<void>;
}

export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const { dir, log = () => {}, fixedPorts = false } = options;
  mkdirSync(join(dir, 'logs'), { recursive: true, mode: 0o755 });

  log('starting Kafka and PostgreSQL');
  const [kafka, postgres] = await Promise.all([
    startKafka({ dataDir: join(dir, 'kafka'), log, ...(fixedPorts ? { port: FIXED.kafka } : {}) }),
    startPostgres({ dataDir: join(dir, 'postgres'), log, ...(fixedPorts ? { port: FIXED.postgres } : {}) }),
  ]);
  const [databaseUrls] = await Promise.all([
    createDatabase(postgres.adminUrl, 'complaints', services),
    createTopics(kafka.brokers),
  ]);

  log(`starting ${services.join(', ')}`);
  const issuer = await Issuer.create(join(dir, 'keys'));
  const common = {
    ...secretsIn(dir),
    KAFKA_BROKERS: kafka.brokers,
    JWT_KEY_SET: issuer.keySetFile,
    JWT_ISSUER: issuer.name,
    JWT_AUDIENCE: issuer.audience,
    CAPTURE_FILE: join(dir, 'captured-messages.jsonl'),
    ...options.environment,
  };
  const started = await Promise.all(
    services.map(async (name) =>
      startService({
        name,
        appDir: join(import.meta.dirname, '..', '..', '..', 'apps', name),
        port: fixedPorts ? FIXED_PORTS[name] : await freePort(),
        logFile: join(dir, 'logs', `${name}.log`),
        env: { ...common, [`${variable(name)}_DATABASE_URL`]: databaseUrls[name]! },
      }),
    ),
  );
  const processes = Object.fromEntries(started.map((service) => [service.name, service])) as Platform['processes'];
  const urls = Object.fromEntries(started.map(({ name, url }) => [name, url])) as Platform['urls'];
  const access = await writeAccess(dir, issuer, kafka.brokers, urls);

  return {
    kafka,
    postgres,
    brokers: kafka.brokers,
    urls,
    processes,
    ...access,
    ask: (service, path, { accept = 'application/json', body, as = 'OPERATOR_TOKEN' } = {}) =>
      ask(new URL(path, urls[service]), access.tokens[as], accept, body),
    stop: async () => {
      await Promise.all(started.map((service) => service.stop()));
      await Promise.all([kafka.stop(), postgres.stop()]);
    },
  };
}

function variable(service: ServiceName): string {
  return service.toUpperCase().replace('-', '_');
}

async function ask(url: URL, token: string, accept: string, body: unknown): Promise<string> {
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, accept, 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url.pathname} answered ${response.status}: ${text}`);
  return text;
}
