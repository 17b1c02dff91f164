import { schemaOf } from '@cc/stack';
import type { Platform } from '@cc/platform';
import pg from 'pg';

const PATIENCE_MS = 5000;

/** Asks the platform's database as an administrator; a session for each question, because the server may die at any time. */
export class Database {
  private readonly url: string;

  constructor({ postgres }: Platform) {
    const url = new URL(postgres.adminUrl);
    url.pathname = '/complaints';
    this.url = url.href;
  }

  async ask<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.url, connectionTimeoutMillis: PATIENCE_MS });
    client.on('error', () => undefined); // Shows as the failure of the question.
    await client.connect();
    try {
      return (await client.query<Row>(sql, values)).rows;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  /** The same question to the tables of each service, in one statement; `$schema` stands for its schema, `$service` for its name. */
  askEach<Row extends pg.QueryResultRow>(services: readonly string[], sql: string): Promise<Row[]> {
    return this.ask(
      services
        .map((service) => sql.replaceAll('$schema', schemaOf(service)).replaceAll('$service', `'${service}'`))
        .join(' union all '),
    );
  }
}
