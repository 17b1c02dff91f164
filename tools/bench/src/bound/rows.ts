import pg from 'pg';
import { tenthOf } from './warm-up.js';

const AT_ONCE = 500;
/** Of the protocol: what is there at rest says nothing about what went through. */
const NOT_COUNTED = ['migrations', 'outbox', 'relay', 'offsets', 'positions', 'seen_by_repair'];

/** The rows of one table, by column, as text. */
interface Table {
  name: string;
  target: string;
  insert: string;
  columns: (string | null)[][];
  rows: number;
}

/** The rows that a run left behind, and empty tables like theirs to write them into again. */
export class Rows {
  private constructor(
    private readonly client: pg.Client,
    private readonly own: string,
    private readonly tables: readonly Table[],
  ) {}

  static async of(databaseUrl: string, schemas: readonly string[], own: string): Promise<Rows> {
    const client = new pg.Client(databaseUrl);
    await client.connect();
    await client.query(`drop schema if exists ${own} cascade; create schema ${own}`);
    const { rows } = await client.query<{ schema: string; table: string; columns: string[]; types: string[] }>(
      `select n.nspname as schema, c.relname as table, array_agg(a.attname::text order by a.attnum) as columns,
              array_agg(format_type(a.atttypid, a.atttypmod) order by a.attnum) as types
       from pg_class as c join pg_namespace as n on n.oid = c.relnamespace join pg_attribute as a on a.attrelid = c.oid
       where n.nspname = any($1::text[]) and c.relkind in ('r', 'p') and not c.relispartition
         and c.relname <> all($2::text[]) and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
       group by n.nspname, c.relname`,
      [schemas, NOT_COUNTED],
    );
    const tables: Table[] = [];
    for (const { schema, table, columns, types } of rows)
      tables.push(await read(client, own, schema, table, columns, types));
    return new Rows(
      client,
      own,
      tables.filter((table) => table.rows > 0),
    );
  }

  get count(): number {
    return this.tables.reduce((sum, { rows }) => sum + rows, 0);
  }

  /** Prepares every statement, writes a tenth, and empties the tables again. */
  async warmUp(): Promise<void> {
    for (const table of this.tables) await this.writeFirst(tenthOf(table.rows), table);
    await this.client.query(`truncate ${this.tables.map(({ target }) => target).join(', ')}`);
  }

  async write(): Promise<void> {
    for (const table of this.tables) await this.writeFirst(table.rows, table);
  }

  async mustHaveWrittenAll(): Promise<void> {
    for (const { target, rows } of this.tables) {
      const { rows: found } = await this.client.query<{ count: number }>(`select count(*)::int from ${target}`);
      if (found[0]!.count !== rows) throw new Error(`${target} must hold ${rows} rows, and holds ${found[0]!.count}`);
    }
  }

  /** As many rows a statement as a batch has, one transaction each. */
  private async writeFirst(count: number, { name, insert, columns }: Table): Promise<void> {
    for (let from = 0; from < count; from += AT_ONCE) {
      const values = columns.map((column) => column.slice(from, Math.min(from + AT_ONCE, count)));
      await this.client.query({ name, text: insert, values });
    }
  }

  async close(): Promise<void> {
    await this.client.query(`drop schema ${this.own} cascade`);
    await this.client.end();
  }
}

async function read(
  client: pg.Client,
  own: string,
  schema: string,
  table: string,
  names: readonly string[],
  types: readonly string[],
): Promise<Table> {
  const target = `${own}.${schema}_${table}`;
  await client.query(`create table ${target} (like ${schema}.${table} including all)`);
  const texts = names.map((name) => `"${name}"::text`).join(', ');
  const { rows } = await client.query<(string | null)[]>({
    text: `select ${texts} from ${schema}.${table}`,
    rowMode: 'array',
  });
  const selected = types.map((type, i) => `u.c${i}::${type}`).join(', ');
  const unnested = types.map((_, i) => `$${i + 1}::text[]`).join(', ');
  const aliases = types.map((_, i) => `c${i}`).join(', ');
  const into = names.map((name) => `"${name}"`).join(', ');
  return {
    name: `${schema}_${table}`,
    target,
    insert: `insert into ${target} (${into}) overriding system value select ${selected} from unnest(${unnested}) as u(${aliases})`,
    columns: names.map((_, i) => rows.map((row) => row[i]!)),
    rows: rows.length,
  };
}
