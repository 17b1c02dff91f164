import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';

/** The one transaction of a batch. One statement a table, however many rows. */
export interface Transaction {
  /** For reads and changes of single rows. */
  readonly manager: EntityManager;

  /** Rows of a select, or of a `returning` clause of insert, update or delete. */
  query<Row extends ObjectLiteral = ObjectLiteral>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;

  /**
   * `insert ... select from unnest(...)`, columns and types from the entity.
   * Answers the rows that were inserted; with `onConflict: 'ignore'` rows that already stood there are left out.
   */
  insertAll<Entity extends ObjectLiteral>(
    entity: EntityTarget<Entity>,
    rows: readonly Partial<Entity>[],
    options?: { onConflict?: 'ignore' | 'fail' },
  ): Promise<Entity[]>;

  /** `insert ... on conflict (primary key) do update` of all other columns given. */
  upsertAll<Entity extends ObjectLiteral>(
    entity: EntityTarget<Entity>,
    rows: readonly Partial<Entity>[],
  ): Promise<void>;
}
