import { randomUUID } from 'node:crypto';
import type { ServiceName } from '@cc/contracts';
import { cloneDatabase, createDatabase, dropDatabase } from '@cc/stack';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { messagingEntities } from '../database/entities.js';
import { messagingMigrations } from '../database/migrations/messaging-migrations.js';

/** The databases of one case, one a service: copied from a migrated one, and restored to older copies of themselves. */
export class Databases {
  private readonly names = new Map<ServiceName, string>();
  private readonly addresses = new Map<ServiceName, string>();

  constructor(
    private readonly adminUrl: string,
    private readonly prefix: string,
  ) {}

  get services(): ServiceName[] {
    return [...this.names.keys()];
  }

  addressOf(service: ServiceName): string {
    return this.addresses.get(service)!;
  }

  async create(service: ServiceName): Promise<void> {
    const name = `${this.prefix}_${service.replaceAll('-', '_')}`;
    const addresses = await cloneDatabase(this.adminUrl, await templateOf(this.adminUrl, service), name, [service]);
    this.names.set(service, name);
    this.addresses.set(service, addresses[service]!);
  }

  /** A cold copy; none of the service's nodes may run. */
  async copy(service: ServiceName): Promise<void> {
    const live = this.names.get(service)!;
    await cloneDatabase(this.adminUrl, live, `${live}_copy`, [service]);
  }

  /** Puts the copy in the place of the database; none of the service's nodes may run. */
  async restore(service: ServiceName): Promise<void> {
    const live = this.names.get(service)!;
    await dropDatabase(this.adminUrl, live);
    await cloneDatabase(this.adminUrl, `${live}_copy`, live, [service]);
    await dropDatabase(this.adminUrl, `${live}_copy`);
  }

  async query<Row extends pg.QueryResultRow>(
    service: ServiceName,
    sql: string,
    values: unknown[] = [],
  ): Promise<Row[]> {
    return this.with(service, async (client) => (await client.query<Row>(sql, values)).rows);
  }

  /** A session beside the nodes' own. */
  async with<T>(service: ServiceName, work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: this.addressOf(service) });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  async drop(): Promise<void> {
    for (const name of this.names.values()) await dropDatabase(this.adminUrl, name);
  }
}

export async function openDataSource(url: string): Promise<DataSource> {
  const schema = new URL(url).username;
  return new DataSource({
    type: 'postgres',
    url,
    schema,
    extra: { options: `-c search_path=${schema}`, max: 6, connectionTimeoutMillis: 2000 },
    poolErrorHandler: () => undefined,
    entities: messagingEntities,
    migrations: messagingMigrations,
  }).initialize();
}

const templates = new Map<ServiceName, Promise<string>>();

/** A migrated database with the table of what was applied, made once. */
function templateOf(adminUrl: string, service: ServiceName): Promise<string> {
  const make = async () => {
    const name = `conformance_${randomUUID().slice(0, 8)}_${service.replaceAll('-', '_')}`;
    const addresses = await createDatabase(adminUrl, name, [service]);
    const dataSource = await openDataSource(addresses[service]!);
    await dataSource.runMigrations();
    await dataSource.query(
      `create table applied (place bigserial primary key, stream uuid not null, number integer not null, event_id uuid not null)`,
    );
    await dataSource.destroy();
    return name;
  };
  const template = templates.get(service) ?? make();
  templates.set(service, template);
  return template;
}
