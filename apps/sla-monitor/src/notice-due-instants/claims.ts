import type { ComplaintId } from '@cc/contracts';
import type { Asked, Transaction } from '@cc/messaging';
import { clocksOf, withTerms } from '../keep-clocks/kept-clocks.js';
import type { WatchedClock } from '../watched-clock.entity.js';
import { WatchedTicket } from '../watched-ticket.entity.js';

/** Of a clock, what is looked at to notice its due instants and to say so. */
export type DueClock = Omit<WatchedClock, 'startedAt' | 'startedBy' | 'noDue' | 'paused' | 'metAt'>;

/** A ticket without its history. */
export type CountedTicket = Omit<WatchedTicket, 'timeline' | 'dispatchNo' | 'closedAt' | 'edition'>;

/** The earliest due instants; a look-up in `clocks_next_at` however many clocks are armed. */
export const CANDIDATES = `
  select complaint_id, next_at from clocks
   where next_at <= $1
   order by next_at, complaint_id
   limit $2`;

export const DUE_CLOCKS = `
  select complaint_id as "complaintId", clock_id as "clockId", terms_id as "termsId", organisation, division, unit,
         state, due_at as "dueAt", warn_at as "warnAt", warned_to as "warnedTo", missed_at as "missedAt",
         missed_due_at as "missedDueAt", next_at as "nextAt"
    from clocks
   where complaint_id = any($1) and next_at <= $2
   order by next_at, complaint_id, clock_id`;

const COUNTED_TICKETS = `
  select complaint_id as "complaintId", organisation, division, unit, bases, returns, urges, overdue, warned, abnormal,
         registered_at as "registeredAt", traceparent
    from tickets where complaint_id = any($1)`;

const MARK_CLOCKS = `
  update clocks c
     set warned_to = n.warned_to, missed_at = n.missed_at, missed_due_at = n.missed_due_at, next_at = n.next_at
    from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[])
         as n(complaint_id, clock_id, warned_to, missed_at, missed_due_at, next_at)
   where c.complaint_id = n.complaint_id and c.clock_id = n.clock_id`;

const COUNT_TICKETS = `
  update tickets t
     set overdue = n.overdue, warned = n.warned, abnormal = array(select jsonb_array_elements_text(n.abnormal))
    from unnest($1::uuid[], $2::int[], $3::int[], $4::jsonb[]) as n(complaint_id, overdue, warned, abnormal)
   where t.complaint_id = n.complaint_id`;

const KEEP_EDITIONS = `
  update tickets t set edition = n.edition
    from unnest($1::uuid[], $2::text[]) as n(complaint_id, edition)
   where t.complaint_id = n.complaint_id and t.edition is distinct from n.edition`;

export interface Candidates {
  complaintIds: ComplaintId[];
  /** Whether there may be more. */
  full: boolean;
  /** Nothing due after this instant is noticed in this batch, so that batches follow each other in due order. */
  upTo: Date;
}

export async function findCandidates(tx: Transaction, now: Date, limit: number): Promise<Candidates> {
  const rows = await tx.query<{ complaint_id: ComplaintId; next_at: Date }>(CANDIDATES, [now, limit]);
  const full = rows.length === limit;
  return {
    complaintIds: [...new Set(rows.map((row) => row.complaint_id))],
    full,
    upTo: full ? rows.at(-1)!.next_at : now,
  };
}

/** The next instant at which any clock is to be noticed. */
export async function firstInstant(database: Asked): Promise<Date | null> {
  const [row] = await database.query<{ first: Date | null }>('select min(next_at) as first from clocks');
  return row!.first;
}

/**
 * What is due of these tickets, read again: another instance may have noticed it meanwhile, or a fact moved it. Their
 * keys are locked by now, and whoever writes a clock holds the key of its ticket, so the rows need no lock of their own.
 */
export async function claim(tx: Transaction, { complaintIds, upTo }: Candidates): Promise<DueClock[]> {
  const rows = await tx.query<Omit<DueClock, 'terms'> & { termsId: string }>(DUE_CLOCKS, [complaintIds, upTo]);
  return withTerms(tx, rows);
}

export async function ticketsOf(tx: Transaction, { complaintIds }: Candidates): Promise<CountedTicket[]> {
  return tx.query<CountedTicket>(COUNTED_TICKETS, [complaintIds]);
}

/** With the clocks that were reckoned, under which edition: else they would pass for clocks of another. */
export async function keepEditions(
  tx: Transaction,
  tickets: readonly Pick<WatchedTicket, 'complaintId' | 'edition'>[],
) {
  if (tickets.length > 0) await tx.query(KEEP_EDITIONS, columns(tickets, ['complaintId', 'edition']));
}

/** The tickets of these with their history, and every clock of them. */
export async function historyOf(tx: Transaction, clocks: readonly DueClock[]) {
  const ids = [...new Set(clocks.map((clock) => clock.complaintId))];
  return {
    tickets: await tx.selectAll(WatchedTicket, 't.complaint_id = any($1::uuid[])', [ids]),
    clocks: await clocksOf(tx, ids),
  };
}

/** Writes what was noticed, and only that: the rules' answers in the rows stay as they are. */
export async function keep(tx: Transaction, clocks: readonly DueClock[], tickets: readonly CountedTicket[]) {
  if (clocks.length > 0) await tx.query(MARK_CLOCKS, columns(clocks, CLOCK_COLUMNS));
  if (tickets.length > 0) {
    // unnest flattens nested arrays: an array column travels as the text of a JSON array.
    const kinds = tickets.map(({ abnormal }) => JSON.stringify(abnormal));
    await tx.query(COUNT_TICKETS, [...columns(tickets, ['complaintId', 'overdue', 'warned']), kinds]);
  }
}

const CLOCK_COLUMNS = ['complaintId', 'clockId', 'warnedTo', 'missedAt', 'missedDueAt', 'nextAt'] as const;

function columns<Row>(rows: readonly Row[], names: readonly (keyof Row)[]): unknown[][] {
  return names.map((name) => rows.map((row) => row[name]));
}
