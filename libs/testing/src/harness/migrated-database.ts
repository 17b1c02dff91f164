import { createHash } from 'node:crypto';
import type { Type } from '@nestjs/common';
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
  const adminUrl = process.env['DATABASE_URL'];
  if (!adminUrl) throw new Error('a test with a database must be named *.int.spec.ts or *.e2e.spec.ts');
  const definition = definitionOf(module);
  const template = await templateOf(adminUrl, definition);
  const name = `test_${process.pid}_${++cloned}_${Date.now()}`;
  const urls = await cloneDatabase(adminUrl, template, name, [definition.service]);
  return { url: urls[definition.service]!, drop: () => dropDatabase(adminUrl, name) };
}

async function templateOf(adminUrl: string, definition: ServiceDefinition): Promise<string> {
  const template = `template_${definition.service.replaceAll('-', '_')}_${fingerprint(definition)}`;
  await alone(adminUrl, template, async (admin) => {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [template]);
    if (rowCount) return;
    // Renamed at the end, so that a run which died half way leaves no half template.
    const unfinished = `${template}_new`;
    await dropDatabase(adminUrl, unfinished);
    const urls = await createDatabase(adminUrl, unfinished, [definition.service]);
    const log = new Log(definition.service, 'error');
    const dataSource = await openDatabase(dataSourceOptions(definition, urls[definition.service]!, log), log);
    await dataSource.destroy();
    await admin.query(`alter database ${unfinished} rename to ${template}`);
  });
  return template;
}

/** A server that outlives the run must not hand out the tables of an older migration. */
function fingerprint({ migrations = [] }: ServiceDefinition): string {
  const text = migrations.map((migration) => migration.toString()).join();
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
