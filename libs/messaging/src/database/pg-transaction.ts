import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import type { ClientBase } from 'pg';
import { insertNewStatement, insertStatement, selectStatement, updateStatement, upsertStatement } from './bulk.js';
import { statement } from './statement.js';
import type { Transaction } from './transaction.js';

/** A transaction on one connection of the pool. */
export class PgTransaction implements Transaction {
  constructor(
    readonly manager: EntityManager,
    private readonly client: ClientBase,
  ) {}

  async query<Row extends ObjectLiteral = ObjectLiteral>(
    sql: string,
    parameters: readonly unknown[] = [],
  ): Promise<Row[]> {
    return (await this.client.query<Row>(statement(sql, parameters))).rows;
  }

  async selectAll<Entity extends ObjectLiteral>(
    entity: EntityTarget<Entity>,
    where: string,
    parameters: readonly unknown[],
  ): Promise<Entity[]> {
    return this.query<Entity>(selectStatement(this.of(entity).metadata, where), parameters);
  }

  async insertAll<Entity extends ObjectLiteral>(
    entity: EntityTarget<Entity>,
    rows: readonly Partial<Entity>[],
    options: { onConflict?: 'ignore' | 'fail' } = {},
  ): Promise<void> {
    if (rows.length === 0) return;
    const { driver, metadata } = this.of(entity);
    const { sql, parameters } = insertStatement<Entity>(driver, metadata, rows, options.onConflict);
    await this.query(sql, parameters);
  }

  async insertNew<Entity extends ObjectLiteral>(
    entity: EntityTarget<Entity>,
    rows: readonly Partial<Entity>[],
  ): Promise<Entity[]> {
    if (rows.length === 0) return [];
    const { driver, metadata } = this.of(entity);
    const { sql, parameters, toEntity } = insertNewStatement<Entity>(driver, metadata, rows);
    return (await this.query(sql, parameters)).map(toEntity);
  }

  async upsertAll<Entity extends ObjectLiteral>(
    entity: EntityTarget<Entity>,
    rows: readonly Partial<Entity>[],
  ): Promise<void> {
    if (rows.length === 0) return;
    const { driver, metadata } = this.of(entity);
    const { sql, parameters } = upsertStatement<Entity>(driver, metadata, rows);
    await this.query(sql, parameters);
  }

  async updateAll<Entity extends ObjectLiteral>(
    entity: EntityTarget<Entity>,
    rows: readonly Partial<Entity>[],
  ): Promise<void> {
    if (rows.length === 0) return;
    const { driver, metadata } = this.of(entity);
    const { sql, parameters } = updateStatement<Entity>(driver, metadata, rows);
    const { rowCount } = await this.client.query(statement(sql, parameters));
    if (rowCount !== rows.length) {
      throw new Error(`${rows.length} rows of ${metadata.tableName} were to be changed, ${rowCount} are there`);
    }
  }

  private of<Entity extends ObjectLiteral>(entity: EntityTarget<Entity>) {
    const { connection } = this.manager;
    return { driver: connection.driver, metadata: connection.getMetadata(entity) };
  }
}
