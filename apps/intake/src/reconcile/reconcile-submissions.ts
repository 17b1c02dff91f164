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

const PROMISED = `
  select
    count(*) filter (where i.outcome in ('ticket', 'settled', 'handedOver', 'waiting') and c.id is null)
      + count(*) filter (where i.outcome in ('urge', 'supplement', 'withdrawn') and r.request_id is null) as missing
  from submission_items i
  left join complaints c on c.id = i.complaint_id
  left join contact_requests r on r.request_id = i.request_id
  where i.organisation = $1`;

const ITEMS = `
  select coalesce(sum(greatest(s.items - coalesce(i.held, 0), 0)), 0) as missing,
         coalesce(sum(greatest(coalesce(i.held, 0) - s.items, 0)), 0) as doubled
  from submissions s
  left join (select submission_id, count(*) as held from submission_items group by submission_id) i
    on i.submission_id = s.id
  where s.organisation = $1`;

const DOUBLED_COMPLAINTS = `
  select coalesce(sum(held - 1), 0) as doubled from (
    select count(*) as held from complaints c
    where c.organisation = $1
      and not exists (select from contact_requests r where r.became = c.id)
    group by c.submission_id, c.item having count(*) > 1
  ) as more`;

const DELIVERIES = `
  select count(*) as submissions, coalesce(sum(items), 0) as items from (
    select items from submissions where organisation = $1
    union all select items from duplicate_submissions where organisation = $1
    union all select items from refused_submissions where organisation = $1
  ) as deliveries`;

const OUTCOMES = `
  select outcome, sum(items) as items from (
    select outcome, count(*) as items from submission_items where organisation = $1 group by outcome
    union all select 'duplicate', sum(items) from duplicate_submissions where organisation = $1
    union all select 'refused', sum(items) from refused_submissions where organisation = $1
  ) as all_outcomes group by outcome`;

const BOUNCED = `select count(*) as bounced from contact_requests where organisation = $1 and result = 'bounced'`;

/** Counts everything of one organisation, in one snapshot of each table. */
export async function reconcile(tx: Transaction, organisation: string): Promise<Reconciliation> {
  const one = async (sql: string) => {
    const [row] = await tx.query<Record<string, string>>(sql, [organisation]);
    return (name: string) => Number(row![name]);
  };
  const deliveries = await one(DELIVERIES);
  const items = await one(ITEMS);
  const promised = await one(PROMISED);
  const doubled = await one(DOUBLED_COMPLAINTS);
  const bounced = await one(BOUNCED);
  const counted = await tx.query<{ outcome: Outcome; items: string | null }>(OUTCOMES, [organisation]);
  const outcomes = Object.fromEntries(Outcome.options.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  for (const { outcome, items: count } of counted) outcomes[outcome] = Number(count ?? 0);
  return {
    submissions: deliveries('submissions'),
    items: deliveries('items'),
    outcomes,
    bounced: bounced('bounced'),
    missing: items('missing') + promised('missing'),
    doubled: items('doubled') + doubled('doubled'),
  };
}
