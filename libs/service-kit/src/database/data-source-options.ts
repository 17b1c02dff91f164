import { messagingEntities, messagingMigrations } from '@cc/messaging';
import type { DataSourceOptions } from 'typeorm';
import type { ServiceSettings } from '../config/service-settings.js';
import type { Log } from '../logs/log.js';
import type { ServiceDefinition } from '../start/service-module.js';

export const schemaOf = (service: string) => service.replaceAll('-', '_');

/** The data source of a service: its own schema, its own tables and those of messaging. */
export function dataSourceOptions(
  definition: ServiceDefinition,
  { databaseUrl, databaseConnections }: Pick<ServiceSettings, 'databaseUrl' | 'databaseConnections'>,
  log: Log,
): DataSourceOptions {
  const schema = schemaOf(definition.service);
  return {
    type: 'postgres',
    url: databaseUrl,
    schema,
    // For raw SQL; `schema` above is for what TypeORM writes.
    extra: { options: `-c search_path=${schema}`, max: databaseConnections },
    applicationName: definition.service,
    entities: [...messagingEntities, ...(definition.entities ?? [])],
    migrations: [...messagingMigrations, ...(definition.migrations ?? [])],
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
    synchronize: false,
    logging: false,
    // Without a listener, an idle connection that the server ends would end the process.
    poolErrorHandler: (error: unknown) => log.warn('an idle database connection was lost', { error }),
  };
}
