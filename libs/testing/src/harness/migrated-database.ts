import { createHash } from 'node:crypto';
import type { Type } from '@nestjs/common';
import type { ServiceName } from '@cc/contracts';
import { messagingMigrations } from '@cc/messaging';
import { dataSourceOptions, definitionOf, Log, openDatabase, type ServiceDefinition } from '@cc/service-kit';
import { cloneDatabase, createDatabase, dropDatabase } from '@cc/stack';
import pg from 'pg';

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

let cloned = 0;

/** A database of its own, copied from one that was migrated once for this run. */
export async function migratedDatabase(module: Type): Promise<TestDatabase> {
  const { urls, drop } = await oneDatabaseFor([module]);
  return { url: urls[definitionOf(module).service]!, drop };
}

/** The same for several services together, each with a schema and a role of its own. */
export async function oneDatabaseFor(
  modules: readonly Type[],
): Promise<{ urls: Partial<Record<ServiceName, string>>; drop(): Promise<void> }> {
  const adminUrl = process.env['DATABASE_URL'];
  if (!adminUrl) throw new Error('a test with a database must be named *.int.spec.ts or *.e2e.spec.ts');
  const definitions = modules.map(definitionOf);
  const template = await templateOf(adminUrl, definitions);
  const name = `test_${process.pid}_${++cloned}_${Date.now()}`;
  const urls = await cloneDatabase(adminUrl, template, name, definitions.map(serviceOf));
  return { urls, drop: () => dropDatabase(adminUrl, name) };
}

const serviceOf = ({ service }: ServiceDefinition) => service;

async function templateOf(adminUrl: string, definitions: readonly ServiceDefinition[]): Promise<string> {
  const services = definitions.map(serviceOf);
  const whose = services.length === 1 ? services[0]!.replaceAll('-', '_') : `${services.length}_services`;
  const template = `template_${whose}_${fingerprint(definitions)}`;
  await alone(adminUrl, template, async (admin) => {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [template]);
    if (rowCount) return;
    // Renamed at the end, so that a run which died half way leaves no half template.
    const unfinished = `${template}_new`;
    await dropDatabase(adminUrl, unfinished);
    const urls = await createDatabase(adminUrl, unfinished, services);
    for (const definition of definitions) await migrate(definition, urls[definition.service]!);
    await admin.query(`alter database ${unfinished} rename to ${template}`);
  });
  return template;
}

async function migrate(definition: ServiceDefinition, url: string): Promise<void> {
  const log = new Log(definition.service, 'error');
  const dataSource = await openDatabase(
    dataSourceOptions(definition, { databaseUrl: url, databaseConnections: 2 }, log),
    log,
  );
  await dataSource.destroy();
}

/** A server that outlives the run must not hand out the tables of an older migration. */
function fingerprint(definitions: readonly ServiceDefinition[]): string {
  const all = [...messagingMigrations, ...definitions.flatMap(({ migrations = [] }) => migrations)];
  const text = all.map((migration) => migration.toString()).join();
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** Jest's workers want the same template at the same time. */
async function alone(adminUrl: string, what: string, work: (admin: pg.Client) => Promise<void>): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query('select pg_advisory_lock(hashtextextended($1, 0))', [what]);
    await work(admin);
  } finally {
    await admin.end();
  }
}
