import type { CaseId } from '@cc/contracts';
import type { Asked, Transaction } from '@cc/messaging';
import type { Procedures, RuleOfCases } from '@cc/procedures';
import { Any, In, Not } from 'typeorm';
import { AreaRecount } from '../area-recount.entity.js';
import { Case, CaseMember } from '../case.entity.js';
import { CountedComplaint } from '../counted-complaint.entity.js';
import { seen, type Area, type Seen } from './area.js';
import type { FollowedCase } from './follow-cases.js';

/** The areas that have waited longest to be counted again. */
export async function dueAreas(tx: Transaction, now: Date, most: number): Promise<string[]> {
  const rows = await tx.query<{ area: string }>(
    'select area from area_recounts where due_at <= $1 group by area order by min(due_at), area limit $2',
    [now, most],
  );
  return rows.map(({ area }) => area);
}

/** An area about which nothing can be decided. */
export interface FailedArea {
  area: string;
  error: unknown;
}

/** What there is to know about these areas; one statement a table. */
export async function loadAreas(
  tx: Transaction,
  areas: readonly string[],
  rules: Procedures,
): Promise<{ loaded: Area[]; failed: FailedArea[] }> {
  if (areas.length === 0) return { loaded: [], failed: [] };
  const recounts = await tx.manager.findBy(AreaRecount, { area: Any([...areas]) });
  const places = await tx.query<Area['place']>(
    `select distinct on (area) area, rule, basis, organisation, division, key
       from counted_complaints where area = any($1) order by area, received_at desc, complaint_id`,
    [areas],
  );
  const standing = await tx.manager.find(Case, {
    where: { area: Any([...areas]), state: Not(In(['withdrawn'])) },
    order: { area: 'asc', nr: 'asc' },
  });
  const counts = await tx.query<{ area: string; count: number }>(
    'select area, max(nr)::int as count from cases where area = any($1) group by area',
    [areas],
  );
  const countOf = new Map(counts.map(({ area, count }) => [area, count]));
  const recountsOf = Map.groupBy(recounts, ({ area }) => area);
  const standingIn = Map.groupBy(standing, ({ area }) => area);

  const failed: FailedArea[] = [];
  const asked = places.flatMap((place) => {
    const of = recountsOf.get(place.area);
    if (!of) return [];
    try {
      const rule = rules.ruleOfCases(place);
      const reach = reachOf(rule, of, standingIn.get(place.area) ?? []);
      return [{ place, rule, recounts: of, caseCount: countOf.get(place.area) ?? 0, ...reach }];
    } catch (error) {
      failed.push({ area: place.area, error });
      return [];
    }
  });
  const complaints = await complaintsOf(
    tx,
    asked.map(({ place, since }) => ({ area: place.area, since })),
  );
  const loaded = asked.map(({ since: _, ...area }) => ({ ...area, complaints: complaints.get(area.place.area) ?? [] }));
  return { loaded, failed };
}

/** How far back complaints are looked at, and which cases may have changed with those that were told of. */
function reachOf(rule: RuleOfCases, recounts: readonly AreaRecount[], standing: readonly Case[]) {
  const first = Math.min(...recounts.map(({ receivedAt }) => receivedAt.getTime()));
  const cases = standing.filter(({ lastAt }) => lastAt.getTime() >= rule.since(first));
  const since = rule.since(Math.min(first, ...cases.map(({ firstAt }) => firstAt.getTime())));
  return { cases, since: new Date(since) };
}

async function complaintsOf(
  tx: Transaction,
  asked: readonly { area: string; since: Date }[],
): Promise<Map<string, Seen[]>> {
  const { columns } = tx.manager.connection.getMetadata(CountedComplaint);
  const named = columns.map(({ databaseName, propertyName }) => `c.${databaseName} as "${propertyName}"`).join(', ');
  const rows = await tx.query<CountedComplaint & { caseId: CaseId | null }>(
    `select ${named}, m.case_id as "caseId"
       from unnest($1::uuid[], $2::timestamptz[]) as q(area, since)
       join counted_complaints c on c.area = q.area and c.received_at >= q.since
       left join (case_members m join cases k on k.case_id = m.case_id and k.state <> 'withdrawn')
         on m.complaint_id = c.complaint_id and k.area = c.area
      order by c.received_at, c.complaint_id`,
    [asked.map(({ area }) => area), asked.map(({ since }) => since)],
  );
  return Map.groupBy(
    rows.map(({ caseId, ...complaint }) => seen(complaint, caseId)),
    ({ complaint }) => complaint.area,
  );
}

/** Writes the cases, and who came to them and left. */
export async function keepCases(tx: Transaction, followed: readonly FollowedCase[]): Promise<void> {
  const members = (who: 'joined' | 'left') =>
    followed.flatMap(({ case: { caseId }, [who]: these }) =>
      these.map(({ complaint: { complaintId } }) => ({ caseId, complaintId })),
    );
  await tx.upsertAll(
    Case,
    followed.map((one) => one.case),
  );
  const left = members('left');
  if (left.length > 0) {
    await tx.query(
      `delete from case_members m using unnest($1::uuid[], $2::uuid[]) as u(case_id, complaint_id)
        where m.case_id = u.case_id and m.complaint_id = u.complaint_id`,
      [left.map(({ caseId }) => caseId), left.map(({ complaintId }) => complaintId)],
    );
  }
  await tx.insertAll(CaseMember, members('joined'));
}

export async function doneWith(tx: Transaction, recounts: readonly AreaRecount[]): Promise<void> {
  if (recounts.length === 0) return;
  await tx.query('delete from area_recounts where id = any($1::bigint[])', [recounts.map(({ id }) => id)]);
}

/** Due again later, so that an area about which nothing can be decided stands in nobody's way. */
export async function putOff(tx: Transaction, areas: readonly string[], until: Date): Promise<void> {
  if (areas.length === 0) return;
  await tx.query('update area_recounts set due_at = $2 where area = any($1)', [areas, until]);
}

export async function firstDue(database: Asked): Promise<Date | null> {
  const [row] = await database.query<{ first: Date | null }>('select min(due_at) as first from area_recounts');
  return row!.first;
}
