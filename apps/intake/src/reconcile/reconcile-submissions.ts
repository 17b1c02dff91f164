import { Outcome } from '@cc/contracts';
import type { Transaction } from '@cc/messaging';

/** Items in must equal the sum of outcomes; what differs is an alert. */
export interface Reconciliation {
  /** Deliveries that got a receipt, and the items they held. */
  submissions: number;
  items: number;
  outcomes: Record<Outcome, number>;
  /** Requests that came too late; their outcome stays what it was, the complaints they became are counted here only. */
  bounced: number;
  /** Items without an outcome, and outcomes without what they promise (a complaint on record, a request). */
  missing: number;
  /** Items with more than one. */
  doubled: number;
}

/** Deliveries received from `from` on and before `before`; what became of them is counted whenever it happened. */
export interface Window {
  from?: Date | undefined;
  before?: Date | undefined;
}

const within = (table: string, columns: string) => `select ${columns} from ${table}
    where organisation = $1 and ($2::timestamptz is null or received_at >= $2) and ($3::timestamptz is null or received_at < $3)`;

/** One statement, because one statement sees one instant: between two of them a submission may come in. */
const COUNTS = `
  with first as (${within('submissions', 'id, items')}),
  again as (${within('duplicate_submissions', 'items')}),
  refused as (${within('refused_submissions', 'items')}),
  decided as (
    select i.submission_id, i.item, i.outcome, c.id as recorded, r.request_id as requested, r.result
    from first join submission_items i on i.submission_id = first.id
    left join complaints c on c.id = i.complaint_id
    left join contact_requests r on r.request_id = i.request_id
  ),
  held as (
    select first.items as announced, count(i.item) as held
    from first left join decided i on i.submission_id = first.id group by first.id, first.items
  ),
  twice as (
    select count(*) - 1 as more from first join complaints c on c.submission_id = first.id
    where not exists (select from contact_requests r where r.became = c.id)
    group by c.submission_id, c.item having count(*) > 1
  ),
  outcomes as (
    select outcome, count(*) as items from decided group by outcome
    union all select 'duplicate', sum(items) from again
    union all select 'refused', sum(items) from refused
  )
  select
    (select count(*) from first) + (select count(*) from again) + (select count(*) from refused) as submissions,
    (select coalesce(sum(items), 0) from (
       select items from first union all select items from again union all select items from refused) as all_deliveries
    ) as items,
    (select json_object_agg(outcome, items) from (
       select outcome, sum(items) as items from outcomes group by outcome) as summed
    ) as outcomes,
    (select count(*) from decided where result = 'bounced') as bounced,
    (select coalesce(sum(greatest(announced - held, 0)), 0) from held)
      + (select count(*) from decided where outcome in ('ticket', 'settled', 'handedOver', 'waiting') and recorded is null)
      + (select count(*) from decided where outcome in ('urge', 'supplement', 'withdrawn') and requested is null) as missing,
    (select coalesce(sum(greatest(held - announced, 0)), 0) from held)
      + (select coalesce(sum(more), 0) from twice) as doubled`;

interface Counted {
  submissions: string;
  items: string;
  outcomes: Partial<Record<Outcome, number | null>>;
  bounced: string;
  missing: string;
  doubled: string;
}

/** Counts everything of one organisation at one instant. */
export async function reconcile(
  tx: Transaction,
  organisation: string,
  { from, before }: Window = {},
): Promise<Reconciliation> {
  const [counted] = await tx.query<Counted>(COUNTS, [organisation, from ?? null, before ?? null]);
  const { submissions, items, outcomes, bounced, missing, doubled } = counted!;
  return {
    submissions: Number(submissions),
    items: Number(items),
    outcomes: Object.fromEntries(Outcome.options.map((outcome) => [outcome, outcomes[outcome] ?? 0])) as Record<
      Outcome,
      number
    >,
    bounced: Number(bounced),
    missing: Number(missing),
    doubled: Number(doubled),
  };
}
