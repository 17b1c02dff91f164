import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import type { ClientBase } from 'pg';
import { insertStatement, upsertStatement, type BulkStatement } from './bulk.js';
import { statementName } from './statement-name.js';
import type { Transaction } from './transaction.js';

/** A transaction on one connection of the pool. Statements are prepared once a connection: planning costs more than running them. */
export class PgTransaction implements Transaction {
  constructor(
    readonly manager: EntityManager,
    private readonly client: ClientBase,
  ) {}

  async query<Row extends ObjectLiteral = ObjectLiteral>(
    sql: string,
    parameters: readonly unknown[] = [],
  ): Promise<Row[]> {
    const result = await this.client.query<Row>({ name: statementName(sql), text: sql, values: [...parameters] });
    return result.rows;
  }

  async insertAll<Entity extends ObjectLiteral>(
    entity: EntityTarget<Entity>,
    rows: readonly Partial<Entity>[],
    options: { onConflict?: 'ignore' | 'fail' } = {},
  ): Promise<Entity[]> {
    if (rows.length === 0) return [];
    const metadata = this.manager.connection.getMetadata(entity);
    const statement = insertStatement<Entity>(this.manager.connection.driver, metadata, rows, options.onConflict);
    return this.run(statement);
  }

  async upsertAll<Entity extends ObjectLiteral>(
    entity: EntityTarget<Entity>,
    rows: readonly Partial<Entity>[],
  ): Promise<void> {
    if (rows.length === 0) return;
    const metadata = this.manager.connection.getMetadata(entity);
    await this.run(upsertStatement<Entity>(this.manager.connection.driver, metadata, rows));
  }

  private async run<Entity>(statement: BulkStatement<Entity>): Promise<Entity[]> {
    const rows = await this.query(statement.sql, statement.parameters);
    return rows.map(statement.toEntity);
  }
}
