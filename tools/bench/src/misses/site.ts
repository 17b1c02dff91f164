import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createTopics } from '@cc/hub';
import {
  createDatabase,
  freePort,
  schemaOf,
  startKafka,
  startPostgres,
  startService,
  type RunningPostgres,
} from '@cc/stack';
import { Issuer } from '@cc/token';
import pg from 'pg';
import { findPostgres } from '../cpu.js';

const SERVICE = 'sla-monitor';

/** sla-monitor alone, on a broker and a database of its own. */
export interface Site {
  brokers: string;
  /** An administrator's session in the schema of the service. */
  db: pg.Client;
  processes: { service: number; postgres: number };
  stop(): Promise<void>;
}

/** With `profile`, node and PostgreSQL write down what they spend their time on. */
export async function startSite({ dir, profile }: { dir: string; profile: boolean }): Promise<Site> {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true, mode: 0o755 });
  const [kafka, postgres] = await Promise.all([
    startKafka({ dataDir: join(dir, 'kafka') }),
    startPostgres({ dataDir: join(dir, 'postgres') }),
  ]);
  await recordCommits(postgres, profile);
  const [urls] = await Promise.all([
    createDatabase(postgres.adminUrl, 'complaints', [SERVICE]),
    createTopics({ brokers: kafka.brokers, clientId: 'bench', log: { log() {}, warn() {}, error() {} } }),
  ]);
  const issuer = await Issuer.create(join(dir, 'keys'));
  const secret = Buffer.alloc(32, 'bench').toString('base64');
  const service = await startService({
    name: SERVICE,
    appDir: join(import.meta.dirname, '..', '..', '..', '..', 'apps', SERVICE),
    port: await freePort(),
    logFile: join(dir, `${SERVICE}.log`),
    nodeArgs: profile ? ['--cpu-prof', `--cpu-prof-dir=${dir}`] : [],
    env: {
      KAFKA_BROKERS: kafka.brokers,
      SLA_MONITOR_DATABASE_URL: urls[SERVICE]!,
      JWT_KEY_SET: issuer.keySetFile,
      JWT_ISSUER: issuer.name,
      JWT_AUDIENCE: issuer.audience,
      SEALING_KEYS: `bench:${secret}`,
      HASH_KEY: secret,
    },
  });
  const db = await asAdministrator(postgres, 'complaints');
  await db.query(`set search_path = ${schemaOf(SERVICE)}, public`);
  if (profile) await db.query('create extension pg_stat_statements schema public');
  return {
    brokers: kafka.brokers,
    db,
    processes: { service: service.pid, postgres: findPostgres(postgres.adminUrl) },
    stop: async () => {
      await db.end();
      await service.stop();
      await Promise.all([kafka.stop(), postgres.stop()]);
    },
  };
}

/** When a claim was committed is asked of PostgreSQL afterwards, so that nobody has to look while it works. */
async function recordCommits(postgres: RunningPostgres, profile: boolean): Promise<void> {
  if (!postgres.embedded) {
    throw new Error(
      'the bench of misses restarts its PostgreSQL to make it record commits: run it without DATABASE_URL',
    );
  }
  const admin = await asAdministrator(postgres, 'postgres');
  await admin.query('alter system set track_commit_timestamp = on');
  if (profile) await admin.query(`alter system set shared_preload_libraries = 'pg_stat_statements'`);
  await admin.end();
  await postgres.restart();
}

async function asAdministrator({ adminUrl }: RunningPostgres, database: string): Promise<pg.Client> {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  return client;
}
