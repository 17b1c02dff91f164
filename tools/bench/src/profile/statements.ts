import pg from 'pg';

/** What the server needs to count by statement; only for a profile, since counting costs too. */
export const COUNTING = [
  'shared_preload_libraries=pg_stat_statements',
  'pg_stat_statements.track=all',
  'pg_stat_statements.track_planning=on',
];

export interface Statement {
  service: string;
  calls: number;
  rows: number;
  /** Pages of tables and indexes that were looked at, each time counted. */
  pages: number;
  /** Planning and running, as the clock on the wall saw it. */
  ms: number;
  text: string;
}

export async function countStatements(adminUrl: string): Promise<void> {
  await ask(adminUrl, 'create extension if not exists pg_stat_statements');
  await ask(adminUrl, 'select pg_stat_statements_reset()');
}

/** What ran since, the dearest first. */
export async function dearestStatements(adminUrl: string): Promise<Statement[]> {
  return ask<Statement>(
    adminUrl,
    `select r.rolname as service, s.calls::integer, s.rows::integer,
            (s.shared_blks_hit + s.shared_blks_read)::integer as pages, s.total_exec_time + s.total_plan_time as ms,
            regexp_replace(s.query, '\\s+', ' ', 'g') as text
     from pg_stat_statements as s join pg_roles as r on r.oid = s.userid
     where r.rolname <> current_user
     order by ms desc`,
  );
}

async function ask<Row extends pg.QueryResultRow>(adminUrl: string, sql: string): Promise<Row[]> {
  const client = new pg.Client(adminUrl);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
