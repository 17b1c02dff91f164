import pg from 'pg';
import { cpuOfFamily } from '../cpu.js';

/** Processor milliseconds of PostgreSQL's processes so far, by role, or by what they do where they serve none. */
export async function cpuBySession(adminUrl: string): Promise<Map<string, number>> {
  const client = new pg.Client(adminUrl);
  await client.connect();
  try {
    const { rows } = await client.query<{ pid: number; name: string }>(
      `select pid, coalesce(usename, backend_type) as name from pg_stat_activity where pid <> pg_backend_pid()`,
    );
    const times = new Map<string, number>();
    for (const { pid, name } of rows) times.set(name, (times.get(name) ?? 0) + cpuOfFamily(pid));
    return times;
  } finally {
    await client.end();
  }
}
