import { CASES, FACTS } from '@cc/contracts';
import type { Step } from '@cc/generator';
import type { Finding } from '../finding.js';
import type { Pushed } from '../load/branches.js';
import type { Made } from '../load/callback-agents.js';
import type { LogRecord } from '../observe/log-record.js';
import type { Stored } from '../observe/stored.js';
import { checkActions } from './actions.js';
import { checkArchive, type Archived } from './archive.js';
import { checkCallbacks } from './callbacks.js';
import { checkCauses } from './causes.js';
import { checkClocks } from './clocks.js';
import { checkComplaints } from './complaints.js';
import { checkCounts, type Counts } from './counts.js';
import { checkLetters, type Letter } from './letters.js';
import { checkMessages } from './messages.js';
import { checkPositions, type StoredHead } from './positions.js';
import { checkReceipts } from './receipts.js';
import { checkRecords } from './records.js';
import { checkReports, type ReportLine } from './reports.js';
import { checkTickets } from './tickets.js';
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
  stored: Stored;
  report: readonly ReportLine[];
}

export interface Reconciled {
  findings: Finding[];
  counts: Counts;
}

/** Compares everything with everything, by id. */
export function reconcile(evidence: Evidence): Reconciled {
  const { submissions, actions, calls, log, stored } = evidence;
  const { findings, first, copies } = checkPositions(log, evidence.heads);
  const facts = first.filter(({ topic }) => topic === FACTS);
  const cases = first.filter(({ topic }) => topic === CASES);
  const counts = {
    submissions: submissions.size,
    actions: actions.size,
    calls: calls.length,
    facts: facts.length,
    clocks: stored.clocks.length,
    messages: stored.messages.length,
    callbacks: stored.callbacks.length,
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
      ...checkComplaints(first, calls),
      ...checkCauses([...facts, ...cases]),
      ...checkCauses(first.filter(({ type }) => type === 'work.order.v1')),
      ...checkArchive([...facts, ...cases], evidence.archived),
      ...checkRecords(facts, stored.records),
      ...checkTickets(facts, stored.tickets),
      ...checkClocks(facts, stored.clocks),
      ...checkMessages(facts, stored.messages),
      ...checkCallbacks(facts, calls, stored),
      ...checkReports(facts, evidence.report),
      ...checkLetters(evidence.letters, submissions, log, copies),
    ],
  };
}
