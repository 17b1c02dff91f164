import pg from 'pg';
import { DataSource } from 'typeorm';
import type { ServiceUnderTest } from './service-under-test.js';

/** TypeORM asks about all columns of a table at once on one connection, which pg will refuse from version 9 on. */
class OneAtATime extends pg.Client {
  private last: Promise<unknown> = Promise.resolve();

  override query(...args: unknown[]): never {
    const ask = () => (super.query as (...args: unknown[]) => Promise<unknown>).apply(this, args);
    const answer = this.last.then(ask, ask);
    this.last = answer.catch(() => undefined);
    return answer as never;
  }
}

/** The statements that would make the tables equal to what the entities of a service describe; none, if they agree. */
export async function schemaDifferences(service: ServiceUnderTest): Promise<string[]> {
  const { options } = service.get(DataSource);
  const extra = { ...(options.extra as object), Client: OneAtATime };
  const asking = await new DataSource({ ...options, extra, migrations: [] } as typeof options).initialize();
  try {
    const { upQueries } = await asking.driver.createSchemaBuilder().log();
    return upQueries.map(({ query }) => query);
  } finally {
    await asking.destroy();
  }
}
