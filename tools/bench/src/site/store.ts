import type { Platform } from '@cc/platform';
import { schemaOf } from '@cc/stack';
import { services } from '@cc/platform';
import { Kafka, logLevel, type Admin } from 'kafkajs';
import pg from 'pg';

/** When reporting had committed what it counts of a complaint, in milliseconds since 1970. */
export interface Counted {
  complaintId: string;
  /** The ticket stands in the cell of its province. */
  ticket: number | null;
  clockArmed: number | null;
  /** The SMS was handed over. */
  message: number | null;
  closed: number | null;
  last: number;
}

/** Looks into the database and at the ends of the logs, at a cost that the load does not feel. */
export class Store {
  private constructor(
    private readonly client: pg.Client,
    private readonly admin: Admin,
  ) {}

  static async open({ postgres, brokers }: Platform): Promise<Store> {
    const address = new URL(postgres.adminUrl);
    address.pathname = '/complaints';
    const client = new pg.Client(address.href);
    const kafka = new Kafka({ clientId: 'bench-store', brokers: brokers.split(','), logLevel: logLevel.NOTHING });
    const admin = kafka.admin();
    await Promise.all([client.connect(), admin.connect()]);
    return new Store(client, admin);
  }

  /** Positions are numbered without gaps, so their sum is the number of facts that are archived and counted. */
  async applied(): Promise<number> {
    const { rows } = await this.client.query<{ facts: number }>(
      'select coalesce(sum(position), 0)::integer as facts from reporting.positions',
    );
    return rows[0]!.facts;
  }

  /** Nothing is left to be sent, and everything that was sent is applied by whoever reads it. */
  async atRest(): Promise<boolean> {
    const schemas = services.map(schemaOf);
    const outboxes = schemas.map((schema) => `exists (select from ${schema}.outbox)`).join(' or ');
    const { rows: waiting } = await this.client.query<{ some: boolean }>(`select ${outboxes} as some`);
    if (waiting[0]!.some) return false;
    const offsets = schemas
      .map((schema) => `select topic, partition, next_offset from ${schema}.offsets`)
      .join(' union all ');
    const { rows } = await this.client.query<{ topic: string; partition: number; next: string }>(
      `select topic, partition, min(next_offset) as next from (${offsets}) as o group by topic, partition`,
    );
    for (const [topic, read] of Map.groupBy(rows, (row) => row.topic)) {
      const ends = await this.admin.fetchTopicOffsets(topic);
      const behind = read.some(({ partition, next }) =>
        ends.some((end) => end.partition === partition && Number(end.high) > Number(next)),
      );
      if (behind) return false;
    }
    return true;
  }

  /** By commit, which PostgreSQL remembers: nobody has to look while the load runs. */
  async countedSince(since: number): Promise<Counted[]> {
    const { rows } = await this.client.query<Counted>(
      `select complaint_id as "complaintId",
              min(at) filter (where type = 'ticket.registered.v1') as ticket,
              min(at) filter (where type = 'deadline.armed.v1') as "clockArmed",
              min(at) filter (where type = 'message.handed-over.v1') as message,
              min(at) filter (where type = 'ticket.closed.v1') as closed,
              max(at) as last
         from (select complaint_id, type,
                      extract(epoch from pg_xact_commit_timestamp(xmin))::double precision * 1000 as at
                 from reporting.facts where recorded_at >= $1) as f
        group by complaint_id`,
      [new Date(since)],
    );
    return rows;
  }

  /** Tickets in the cells of all divisions. */
  async ticketsInCells(): Promise<number> {
    const { rows } = await this.client.query<{ tickets: number }>(
      'select coalesce(sum(tickets), 0)::integer as tickets from reporting.cells',
    );
    return rows[0]!.tickets;
  }

  async close(): Promise<void> {
    await Promise.all([this.client.end(), this.admin.disconnect()]);
  }
}
