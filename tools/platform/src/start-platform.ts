import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { flow, type ServiceName } from '@cc/contracts';
import {
  createDatabase,
  freePort,
  schemaOf,
  startKafka,
  startPostgres,
  startService,
  type RunningKafka,
  type RunningPostgres,
  type RunningService,
} from '@cc/stack';
import type { Person } from '@cc/sign-in';
import { Issuer } from '@cc/token';
import { writeAccess, type TokenName } from './access.js';
import { openEntrance, type Entrance } from './entrance.js';
import { secretsIn, type Secrets } from './secrets.js';

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
const FIXED = { kafka: 9092, postgres: 54329, signIn: 3100 };

export interface PlatformOptions {
  /** Data, logs and keys go below this folder. */
  dir: string;
  log?: (line: string) => void;
  /** Ports that people can remember; random ones otherwise, so that several platforms can run side by side. */
  fixedPorts?: boolean;
  /** People of the demonstration can sign in to the page. */
  signIn?: boolean;
  /** Further environment of every service, for instance its batch size. */
  environment?: Record<string, string>;
  /** Options of node and further environment of one service. */
  serviceOptions?: (service: ServiceName) => { nodeArgs?: readonly string[]; env?: Record<string, string> };
  /** Further settings of a PostgreSQL of our own, as `name=value`. */
  postgresSettings?: readonly string[];
  /** Kafka and PostgreSQL of our own flush to disk what they acknowledge. */
  durable?: boolean;
  /** One database for all, a schema each; or one for each service, as in production past one machine. Default `one`. */
  databases?: 'one' | 'one each';
  /** A broker of our own lets in whom it knows, each with what the flow gives it. Default: everybody on this machine. */
  guarded?: boolean;
  /** Servers of its own even where others are named: what one platform has applied of a log holds for that log alone. */
  ownServers?: boolean;
}

/** The whole platform on this machine: a real broker, a real database, the five services as processes. */
export interface Platform {
  kafka: RunningKafka;
  postgres: RunningPostgres;
  brokers: string;
  entrance: Entrance;
  urls: Record<ServiceName, string>;
  /** The process of each service, the newest where it was started again. */
  processes: Record<ServiceName, RunningService>;
  tokens: Record<TokenName, string>;
  /** Variables for a shell: addresses and tokens. */
  environmentFile: string;
  /** Where people look, and who of them can sign in; null without sign-in. */
  page: { url: string; people: readonly Person[] } | null;
  /** What `hub --connection` reads. */
  connectionFile: string;
  /** Asks a service as an operator who may see everything; throws what it answers when that is no success. */
  ask(
    service: ServiceName,
    path: string,
    options?: { accept?: string; body?: unknown; as?: TokenName },
  ): Promise<string>;
  /** Starts a service again whose process has ended, where and as it was. */
  restart(service: ServiceName, until?: 'ready' | 'live' | 'started'): Promise<void>;
  stop(): Promise<void>;
}

export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const { dir, log = () => {}, fixedPorts = false, databases = 'one', durable = false } = options;
  mkdirSync(join(dir, 'logs'), { recursive: true, mode: 0o755 });

  log('starting Kafka and PostgreSQL');
  const [kafka, postgres] = await Promise.all([
    startKafka({
      dataDir: join(dir, 'kafka'),
      log,
      durable,
      own: options.ownServers ?? false,
      ...(options.guarded && { guardedBy: join(dir, 'access') }),
      ...(fixedPorts && { port: FIXED.kafka }),
    }),
    startPostgres({
      dataDir: join(dir, 'postgres'),
      log,
      durable,
      own: options.ownServers ?? false,
      settings: options.postgresSettings ?? [],
      ...(fixedPorts ? { port: FIXED.postgres } : {}),
    }),
  ]);
  if (!kafka.embedded) log(`using Kafka at ${kafka.brokers} (KAFKA_BROKERS)`);
  if (!postgres.embedded) log(`using PostgreSQL at ${hostOf(postgres)} (DATABASE_URL)`);
  const [databaseUrls, entrance] = await Promise.all([
    answering(createDatabases(postgres.adminUrl, databases), `PostgreSQL at ${hostOf(postgres)}`, 'DATABASE_URL'),
    answering(openEntrance(kafka, join(dir, 'access')), `Kafka at ${kafka.brokers}`, 'KAFKA_BROKERS'),
  ]);

  log(`starting ${services.join(', ')}`);
  const ports = fixedPorts ? FIXED_PORTS : await freePorts();
  const secrets = await secretsIn(dir);
  const signIn = options.signIn
    ? await signInAt(fixedPorts ? FIXED.signIn : await freePort(), join(dir, 'keys'), ports.reporting, secrets)
    : null;
  const issuer = signIn?.issuer ?? (await Issuer.create(join(dir, 'keys')));
  const common = {
    SEALING_KEYS: secrets.SEALING_KEYS,
    HASH_KEY: secrets.HASH_KEY,
    ...signIn?.environment,
    JWT_KEY_SET: issuer.keySetFile,
    JWT_ISSUER: issuer.name,
    JWT_AUDIENCE: issuer.audience,
    MESSAGE_PROVIDER: 'capture',
    CAPTURE_FILE: join(dir, 'captured-messages.jsonl'),
    // Topics and tokens are made here for the organisations that this process sees: services must see the same.
    ...(process.env['ORGANISATIONS'] ? { ORGANISATIONS: process.env['ORGANISATIONS'] } : {}),
    ...options.environment,
  };
  const launch = (name: ServiceName, until: 'ready' | 'live' | 'started' = 'ready') => {
    const own = options.serviceOptions?.(name) ?? {};
    return startService({
      name,
      appDir: join(import.meta.dirname, '..', '..', '..', 'apps', name),
      port: ports[name],
      logFile: join(dir, 'logs', `${name}.log`),
      env: {
        ...common,
        ...entrance.variablesOf(name),
        [`${variable(name)}_DATABASE_URL`]: databaseUrls[name]!,
        ...own.env,
      },
      nodeArgs: own.nodeArgs ?? [],
      until,
    });
  };
  const started = await Promise.all(services.map((name) => launch(name)));
  const processes = Object.fromEntries(started.map((service) => [service.name, service])) as Platform['processes'];
  const urls = Object.fromEntries(started.map(({ name, url }) => [name, url])) as Platform['urls'];
  const access = await writeAccess(dir, issuer, kafka, entrance, urls);

  return {
    kafka,
    postgres,
    brokers: kafka.brokers,
    entrance,
    urls,
    processes,
    page: signIn && { url: `${urls.reporting}/page`, people: signIn.running.people },
    ...access,
    ask: (service, path, { accept = 'application/json', body, as = 'OPERATOR_TOKEN' } = {}) =>
      ask(new URL(path, urls[service]), access.tokens[as], accept, body),
    restart: async (service, until) => {
      await processes[service].gone;
      processes[service] = await launch(service, until);
    },
    stop: async () => {
      await Promise.all(Object.values(processes).map((service) => service.stop()));
      await Promise.all([kafka.stop(), postgres.stop(), signIn?.running.stop()]);
    },
  };
}

/** What lets people in, and what reporting is told of it. Loaded only where somebody signs in. */
async function signInAt(port: number, keys: string, pagePort: number, { SESSION_KEYS, CLIENT_SECRET }: Secrets) {
  const { startSignIn } = await import('@cc/sign-in');
  const issuer = await Issuer.create(keys, `http://127.0.0.1:${port}`);
  const page = `http://127.0.0.1:${pagePort}`;
  const client = {
    id: 'complaints-page',
    secret: CLIENT_SECRET,
    redirectUri: `${page}/page/signed-in`,
    signedOutUri: `${page}/page/signed-out`,
    backChannelUri: `${page}/page/back-channel-logout`,
  };
  const running = await startSignIn({ issuer, client });
  const environment = { PAGE_URL: page, SIGN_IN_CLIENT_SECRET: CLIENT_SECRET, SESSION_KEYS };
  return { issuer, running, environment };
}

const hostOf = ({ adminUrl }: RunningPostgres) => new URL(adminUrl).host;

/** Says which server it was, and which variable names it where it is not ours. */
async function answering<T>(work: Promise<T>, server: string, variable: string): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    const advice = process.env[variable] === undefined ? '' : ` Is ${variable} right, and is it running?`;
    throw new Error(`${server} cannot be used.${advice}`, { cause: explained(cause) });
  }
}

/** Several addresses of one name fail together, without a word of their own. */
function explained(error: unknown): unknown {
  return error instanceof AggregateError && error.message === ''
    ? new Error(error.errors.map(String).join('; '))
    : error;
}

async function createDatabases(adminUrl: string, databases: 'one' | 'one each'): Promise<Record<string, string>> {
  if (databases === 'one') return createDatabase(adminUrl, 'complaints', services);
  const each = await Promise.all(
    services.map((service) => createDatabase(adminUrl, `complaints_${schemaOf(service)}`, [service])),
  );
  return Object.assign({}, ...each) as Record<string, string>;
}

async function freePorts(): Promise<Record<ServiceName, number>> {
  const ports = await Promise.all(services.map(async (name) => [name, await freePort()] as const));
  return Object.fromEntries(ports) as Record<ServiceName, number>;
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
