import type { EntityMetadata, Driver, ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';

/** One statement for any number of rows. */
export interface BulkStatement {
  sql: string;
  parameters: unknown[];
}

/** `select .. from t`, each column under the name of its property. */
export function selectStatement(metadata: EntityMetadata, where: string): string {
  const columns = metadata.columns.map(
    ({ databaseName, propertyName }) => `t.${quoted(databaseName)} as ${quoted(propertyName)}`,
  );
  return `select ${columns.join(', ')} from ${tableOf(metadata)} as t where ${where}`;
}

/** `insert into t (..) select .. from unnest(..)`. Columns that no row names get their default; a row that leaves out what another names gets null. */
export function insertStatement<Entity extends ObjectLiteral>(
  driver: Driver,
  metadata: EntityMetadata,
  rows: readonly Partial<Entity>[],
  onConflict: 'ignore' | 'fail' = 'fail',
): BulkStatement {
  const columns = namedColumns(metadata, rows);
  const conflict = onConflict === 'ignore' ? ' on conflict do nothing' : '';
  return {
    sql: `${insertFromUnnest(driver, metadata, columns)}${conflict}`,
    parameters: columns.map((column) => parameterOf(driver, column, rows)),
  };
}

/** The same for rows that are not there yet; it answers them, and `toEntity` reads an answer. */
export function insertNewStatement<Entity extends ObjectLiteral>(
  driver: Driver,
  metadata: EntityMetadata,
  rows: readonly Partial<Entity>[],
): BulkStatement & { toEntity: (row: ObjectLiteral) => Entity } {
  const { sql, parameters } = insertStatement<Entity>(driver, metadata, rows, 'ignore');
  const returning = metadata.columns.map((column) => quoted(column.databaseName)).join(', ');
  return {
    sql: `${sql} returning ${returning}`,
    parameters,
    toEntity: (row) => hydrate<Entity>(driver, metadata, row),
  };
}

/** The same, `on conflict (primary key) do update` of all other columns given. */
export function upsertStatement<Entity extends ObjectLiteral>(
  driver: Driver,
  metadata: EntityMetadata,
  rows: readonly Partial<Entity>[],
): BulkStatement {
  const columns = namedColumns(metadata, rows);
  const key = metadata.primaryColumns.map((column) => quoted(column.databaseName)).join(', ');
  const others = columns.filter((column) => !column.isPrimary).map((column) => quoted(column.databaseName));
  const action = others.length === 0 ? 'nothing' : `update set ${others.map((c) => `${c} = excluded.${c}`).join(', ')}`;
  return {
    sql: `${insertFromUnnest(driver, metadata, columns)} on conflict (${key}) do ${action}`,
    parameters: columns.map((column) => parameterOf(driver, column, rows)),
  };
}

/** `update t set .. from unnest(..)`: of the rows with these primary keys the other columns given. */
export function updateStatement<Entity extends ObjectLiteral>(
  driver: Driver,
  metadata: EntityMetadata,
  rows: readonly Partial<Entity>[],
): BulkStatement {
  const columns = namedColumns(metadata, rows);
  const pairs = columns.map((column, i) => ({
    isKey: column.isPrimary,
    name: quoted(column.databaseName),
    value: selected(driver, column, i),
  }));
  const set = pairs.filter(({ isKey }) => !isKey).map(({ name, value }) => `${name} = ${value}`);
  const same = pairs.filter(({ isKey }) => isKey).map(({ name, value }) => `t.${name} = ${value}`);
  return {
    sql:
      `update ${tableOf(metadata)} as t set ${set.join(', ')} ` +
      `from ${unnested(driver, columns)} where ${same.join(' and ')}`,
    parameters: columns.map((column) => parameterOf(driver, column, rows)),
  };
}

function insertFromUnnest(driver: Driver, metadata: EntityMetadata, columns: ColumnMetadata[]): string {
  const names = columns.map((column) => quoted(column.databaseName));
  const values = columns.map((column, i) => selected(driver, column, i));
  return (
    `insert into ${tableOf(metadata)} (${names.join(', ')}) select ${values.join(', ')} ` +
    `from ${unnested(driver, columns)}`
  );
}

/** The rows as a table `u`: unnest flattens nested arrays, so an array column travels as the text of an array literal. */
function unnested(driver: Driver, columns: readonly ColumnMetadata[]): string {
  const arrays = columns.map((column, i) => `$${i + 1}::${column.isArray ? 'text' : sqlType(driver, column)}[]`);
  return `unnest(${arrays.join(', ')}) as u(${columns.map((_, i) => `c${i}`).join(', ')})`;
}

function selected(driver: Driver, column: ColumnMetadata, i: number): string {
  return column.isArray ? `u.c${i}::${sqlType(driver, column)}` : `u.c${i}`;
}

function namedColumns(metadata: EntityMetadata, rows: readonly ObjectLiteral[]): ColumnMetadata[] {
  const named = metadata.columns.filter((column) => rows.some((row) => column.getEntityValue(row) !== undefined));
  if (named.length === 0) throw new Error(`rows of ${metadata.name} name no column`);
  return named;
}

function sqlType(driver: Driver, column: ColumnMetadata): string {
  if (column.type === 'enum' || column.type === 'simple-enum') {
    throw new Error(`${column.entityMetadata.name}.${column.propertyName}: keep enums as text with a check`);
  }
  const type = driver.normalizeType(column);
  return column.isArray ? `${type}[]` : type;
}

function parameterOf(driver: Driver, column: ColumnMetadata, rows: readonly ObjectLiteral[]): unknown[] {
  const prepare = preparing(driver, column);
  return rows.map((row) => {
    const value: unknown = column.getEntityValue(row);
    return value === null || value === undefined ? null : prepare(value);
  });
}

/** What the driver hands on as it is; asking it for each value costs more than all the rest of a row. */
const AS_IT_IS = new Set(['text', 'uuid', 'int', 'integer', 'int4', 'smallint', 'bigint', 'int8', 'boolean', 'bytea']);

const INSTANTS = new Set(['timestamptz', 'timestamp with time zone']);

function preparing(driver: Driver, column: ColumnMetadata): (value: unknown) => unknown {
  if (column.isArray) return (value) => arrayLiteral(value as unknown[]);
  const type = driver.normalizeType(column);
  if (!column.transformer && AS_IT_IS.has(type)) return (value) => value;
  if (!column.transformer && type === 'jsonb') return (value) => JSON.stringify(value);
  const prepare = (value: unknown): unknown => driver.preparePersistentValue(value, column);
  return (value) => (value instanceof Date && INSTANTS.has(type) ? value : prepare(value));
}

function arrayLiteral(values: readonly unknown[]): string {
  const items = values.map((value) => {
    if (value === null || value === undefined) return 'null';
    const text =
      value instanceof Date ? value.toISOString() : typeof value === 'object' ? JSON.stringify(value) : String(value);
    return `"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"')}"`;
  });
  return `{${items.join(',')}}`;
}

function hydrate<Entity>(driver: Driver, metadata: EntityMetadata, row: ObjectLiteral): Entity {
  const entity = metadata.create() as ObjectLiteral;
  for (const column of metadata.columns) {
    if (!(column.databaseName in row)) continue;
    column.setEntityValue(entity, driver.prepareHydratedValue(row[column.databaseName], column));
  }
  return entity as Entity;
}

function tableOf({ tablePath }: EntityMetadata): string {
  return tablePath.split('.').map(quoted).join('.');
}

function quoted(name: string): string {
  return `"${name.replace(/"/g, '""')}"`;
}
