import { services, type Platform } from '@cc/platform';
import type { Branches } from '../load/branches.js';
import type { CallbackAgents } from '../load/callback-agents.js';
import type { Submissions } from '../load/submissions.js';
import type { Archived } from '../reconcile/archive.js';
import type { Letter } from '../reconcile/letters.js';
import type { Evidence } from '../reconcile/reconcile.js';
import type { ReportLine } from '../reconcile/reports.js';
import type { Database } from './database.js';
import { readLog } from './log.js';
import { progressOf } from './progress.js';
import { storedIn } from './stored.js';
import type { Tail } from './tail.js';

/** Takes down what stands where, once everything is at rest. */
export async function gather(
  platform: Platform,
  topics: readonly string[],
  { submissions, branches, agents }: { submissions: Submissions; branches: Branches; agents: CallbackAgents },
  { database, tail }: { database: Database; tail: Tail },
): Promise<Evidence> {
  const [log, { heads }, letters, archived, stored, report] = await Promise.all([
    readLog(platform.brokers, topics),
    progressOf(database, new Map()),
    lettersIn(database),
    database.ask<Archived & Record<string, unknown>>(ARCHIVED),
    storedIn(database),
    platform.ask('reporting', '/reports/provinces').then((answer) => JSON.parse(answer) as { lines: ReportLine[] }),
  ]);
  return {
    submissions: submissions.pushed,
    actions: branches.pushed,
    calls: agents.made,
    log,
    readBefore: tail.ids,
    heads,
    letters,
    archived,
    stored,
    report: report.lines,
  };
}

const ARCHIVED = `
  select id, stream from (
    select 1 as journal, seq, event_id as id, complaint_id as stream from reporting.facts
    union all
    select 2, seq, event_id, case_id from reporting.case_facts) as archived
  order by journal, seq`;

async function lettersIn(database: Database): Promise<Letter[]> {
  const rows = await database.askEach<Omit<Letter, 'offset'> & { offset: string }>(
    services,
    `select $service as service, topic, partition, "offset", reason from $schema.dead_letters`,
  );
  return rows.map((row) => ({ ...row, offset: Number(row.offset) }));
}
