import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';

/** The one transaction of a batch. One statement a table, however many rows. */
export interface Transaction {
  /** For reads and changes of single rows. */
  readonly manager: EntityManager;

  /** Rows of a select, or of a `returning` clause of insert, update or delete. */
  query<Row extends ObjectLiteral = ObjectLiteral>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;

  /** Rows as entities; `where` speaks of their table as `t`. TypeORM's own reading costs five times as much, and is planned anew each time. */
  selectAll<Entity extends ObjectLiteral>(
    entity: EntityTarget<Entity>,
    where: string,
    parameters: readonly unknown[],
  ): Promise<Entity[]>;

  /** `insert ... select from unnest(...)`, columns and types from the entity. */
  insertAll<Entity extends ObjectLiteral>(
    entity: EntityTarget<Entity>,
    rows: readonly Partial<Entity>[],
    options?: { onConflict?: 'ignore' | 'fail' },
  ): Promise<void>;

  /** The same for rows that may be there already: answers those that were not, and leaves the others as they stand. */
  insertNew<Entity extends ObjectLiteral>(
    entity: EntityTarget<Entity>,
    rows: readonly Partial<Entity>[],
  ): Promise<Entity[]>;

  /** `insert ... on conflict (primary key) do update` of all other columns given. */
  upsertAll<Entity extends ObjectLiteral>(
    entity: EntityTarget<Entity>,
    rows: readonly Partial<Entity>[],
  ): Promise<void>;

  /** `update ... from unnest(...)` by primary key, of all other columns given. Throws where a row is not there. */
  updateAll<Entity extends ObjectLiteral>(
    entity: EntityTarget<Entity>,
    rows: readonly Partial<Entity>[],
  ): Promise<void>;
}
