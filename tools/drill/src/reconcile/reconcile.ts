import { CASES, FACTS } from '@cc/contracts';
import type { Step } from '@cc/generator';
import type { Finding } from '../finding.js';
import type { Pushed } from '../load/branches.js';
import type { Made } from '../load/callback-agents.js';
import type { LogRecord } from '../observe/log-record.js';
import { checkActions } from './actions.js';
import { checkArchive, type Archived } from './archive.js';
import { checkCauses } from './causes.js';
import { checkComplaints } from './complaints.js';
import { checkCounts, type Counts } from './counts.js';
import { checkLetters, type Letter } from './letters.js';
import { checkPositions, type StoredHead } from './positions.js';
import { checkReceipts } from './receipts.js';
import { checkReports, type ReportLine } from './reports.js';
import { checkTickets, type StoredTicket } from './tickets.js';
import { checkVanished } from './vanished.js';

/** All that a drill knows when everything is at rest: what was done, and what stands where. */
export interface Evidence {
  /** What the parties outside did. */
  submissions: ReadonlyMap<number, Step>;
  actions: ReadonlyMap<number, Pushed>;
  calls: readonly Made[];
  /** Every record of every topic, by topic, partition and offset. */
  log: readonly LogRecord[];
  /** Ids that were read while the drill ran, by place and offset. */
  readBefore: ReadonlyMap<string, readonly (string | undefined)[]>;
  /** What the services keep. */
  heads: readonly StoredHead[];
  letters: readonly Letter[];
  archived: readonly Archived[];
  tickets: readonly StoredTicket[];
  report: readonly ReportLine[];
}

export interface Reconciled {
  findings: Finding[];
  counts: Counts;
}

/** Compares everything with everything, by id. */
export function reconcile(evidence: Evidence): Reconciled {
  const { submissions, actions, log } = evidence;
  const { findings, first, copies } = checkPositions(log, evidence.heads);
  const facts = first.filter(({ topic }) => topic === FACTS);
  const cases = first.filter(({ topic }) => topic === CASES);
  const counts = {
    submissions: submissions.size,
    actions: actions.size,
    calls: evidence.calls.length,
    facts: facts.length,
    closed: facts.filter(({ type }) => type === 'ticket.closed.v1').length,
    copies: copies.length,
  };
  return {
    counts,
    findings: [
      ...checkCounts(counts),
      ...findings,
      ...checkVanished(evidence.readBefore, log),
      ...checkReceipts(submissions, log, first),
      ...checkActions(actions, log, first),
      ...checkComplaints(first, evidence.calls),
      ...checkCauses([...facts, ...cases]),
      ...checkCauses(first.filter(({ type }) => type === 'work.order.v1')),
      ...checkArchive([...facts, ...cases], evidence.archived),
      ...checkTickets(facts, evidence.tickets),
      ...checkReports(facts, evidence.report),
      ...checkLetters(evidence.letters, submissions, log, copies),
    ],
  };
}
