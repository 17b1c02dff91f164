import type { Platform } from '@cc/platform';
import pg from 'pg';

/** Asks how far the archive has come at the cost of a hundred rows: a report counts every fact, and the load would pay for it. */
export class Archive {
  private constructor(private readonly client: pg.Client) {}

  static async open({ postgres }: Platform): Promise<Archive> {
    const address = new URL(postgres.adminUrl);
    address.pathname = '/complaints';
    const client = new pg.Client(address.href);
    await client.connect();
    return new Archive(client);
  }

  /** Positions are numbered without gaps, so their sum is the number of facts that are archived and counted. */
  async applied(): Promise<number> {
    const { rows } = await this.client.query<{ facts: number }>(
      'select coalesce(sum(position), 0)::integer as facts from reporting.positions',
    );
    return rows[0]!.facts;
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}
