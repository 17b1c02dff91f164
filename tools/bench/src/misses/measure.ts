import { setTimeout as pause } from 'node:timers/promises';
import { cpuOfFamily } from '../cpu.js';
import type { Site } from './site.js';
import { ticketsDueAt, type Intake } from './tickets.js';

export interface Measured {
  label: string;
  clocks: number;
  /** From a due instant to the commit that noticed it. */
  seconds: { median: number; p99: number; last: number };
  /** Clocks a second from the first due instant until the last was noticed. */
  perSecond: number;
  /** Processor milliseconds for a thousand clocks, with the sending of what they say. */
  cpuMsPerThousand: { service: number; postgres: number };
}

/** How fast a loaded machine is sure to arm them, and what it may need to come to rest. */
const ARMED_PER_SECOND = 250;
const REST_MS = 5000;

/** As many clocks as that, all due at the same instant. */
export async function burst(site: Site, intake: Intake, clocks: number): Promise<Measured> {
  const due = new Date(Date.now() + (clocks / ARMED_PER_SECOND) * 1000 + REST_MS);
  due.setMilliseconds(0);
  return measure(site, intake, `${clocks} due at one instant`, Array(clocks).fill(due) as Date[]);
}

/** Clocks that become due evenly. */
export async function steady(site: Site, intake: Intake, perSecond: number, seconds: number): Promise<Measured> {
  const clocks = perSecond * seconds;
  const first = Date.now() + (clocks / ARMED_PER_SECOND) * 1000 + REST_MS;
  const due = Array.from({ length: clocks }, (_, place) => new Date(first + (place / perSecond) * 1000));
  return measure(site, intake, `${perSecond} due a second`, due);
}

async function measure(site: Site, intake: Intake, label: string, due: Date[]): Promise<Measured> {
  const { db, processes } = site;
  const tickets = ticketsDueAt(label, due);
  const ids = tickets.map(({ complaintId }) => complaintId);
  await intake.publish(tickets);
  await until(
    site,
    'armed',
    due.length,
    `select count(*)::int as count from tickets where complaint_id = any($1)`,
    ids,
  );
  await until(site, 'sent', 0, 'select count(*)::int as count from outbox');
  if (Date.now() > due[0]!.getTime() - 1000)
    throw new Error(`${label}: the clocks were armed too late to measure them`);
  await db.query('analyze');
  await resetStatements(db);

  await pause(due[0]!.getTime() - 500 - Date.now());
  const before = { service: cpuOfFamily(processes.service), postgres: cpuOfFamily(processes.postgres) };
  const from = process.hrtime.bigint();
  await pause(due.at(-1)!.getTime() + 500 - Date.now());
  // Answers with the first row that it finds: whoever counts them takes time from those who notice.
  const noticed = 'select (exists (select from clocks where next_at <= $1))::int as count';
  await until(site, 'left to notice', 0, noticed, new Date(due.at(-1)!.getTime() + 1));
  await until(site, 'sent', 0, 'select count(*)::int as count from outbox');
  const spent = {
    service: cpuOfFamily(processes.service) - before.service,
    postgres: cpuOfFamily(processes.postgres) - before.postgres,
  };
  if (process.env['PROFILE']) await tellStatements(db, label, from);

  const { rows } = await db.query<{ due: Date; noticed: Date }>(
    `select missed_due_at as due, pg_xact_commit_timestamp(xmin) as noticed
       from clocks where complaint_id = any($1) and missed_at is not null`,
    [ids],
  );
  const waits = rows.map((row) => (row.noticed.getTime() - row.due.getTime()) / 1000).sort((a, b) => a - b);
  const last = Math.max(...rows.map((row) => row.noticed.getTime()));
  const share = (part: number) => waits[Math.ceil(part * waits.length) - 1]!;
  return {
    label,
    clocks: due.length,
    seconds: { median: share(0.5), p99: share(0.99), last: share(1) },
    perSecond: (due.length / (last - due[0]!.getTime())) * 1000,
    cpuMsPerThousand: {
      service: (spent.service / due.length) * 1000,
      postgres: (spent.postgres / due.length) * 1000,
    },
  };
}

const PATIENCE_MS = 180_000;

async function until({ db }: Site, what: string, count: number, sql: string, about?: unknown): Promise<void> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    const { rows } = await db.query<{ count: number }>(sql, about === undefined ? [] : [about]);
    if (rows[0]!.count === count) return;
    if (Date.now() > giveUpAt) throw new Error(`${rows[0]!.count} of ${count} were ${what}`);
    await pause(500);
  }
}

async function resetStatements(db: Site['db']): Promise<void> {
  if (process.env['PROFILE']) await db.query('select pg_stat_statements_reset()');
}

/** What PostgreSQL spent its time on, and when by the clock that node's profile goes by. */
async function tellStatements(db: Site['db'], label: string, from: bigint): Promise<void> {
  const { rows } = await db.query<{ calls: string; total: number; rows: string; query: string }>(
    `select calls, total_exec_time as total, rows, regexp_replace(left(query, 90), '\\s+', ' ', 'g') as query
       from pg_stat_statements order by total_exec_time desc limit 14`,
  );
  console.error(`  ${label}: from ${from / 1000n} to ${process.hrtime.bigint() / 1000n} µs`);
  for (const { calls, total, rows: many, query } of rows) {
    console.error(`  ${total.toFixed(0).padStart(7)} ms ${calls.padStart(6)} calls ${many.padStart(7)} rows  ${query}`);
  }
}
