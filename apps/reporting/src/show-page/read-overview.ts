import { TimeOfDay } from '@cc/messaging';
import type { Organisations } from '@cc/procedures';
import type { Caller } from '@cc/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { localDay } from '../count-facts/local-day.js';
import { ORGANISATIONS } from '../tokens.js';
import {
  firstDay,
  linesOf,
  type ConcernedTicket,
  type Figures,
  type ImportedPast,
  type Overview,
  type Period,
  type StandingCase,
} from './overview.js';

/** More than a person goes through; the rest is counted. */
const MOST_TICKETS = 50;
const MOST_CASES = 20;

/** What of the organisation is read: all of it, or some of its divisions. */
export type Seen = Pick<Caller, 'organisation' | 'divisions'>;

@Injectable()
export class ReadOverview {
  constructor(
    private readonly database: DataSource,
    private readonly time: TimeOfDay,
    @Inject(ORGANISATIONS) private readonly organisations: Organisations,
  ) {}

  async of({ organisation, divisions }: Seen, period: Period): Promise<Overview> {
    const { divisions: all, timeZone } = this.organisations.of(organisation);
    const only = divisions === '*' ? null : divisions;
    const from = firstDay(period, localDay(this.time.now(), timeZone));
    const [counted, concerned, cases] = await Promise.all([
      this.database.query<({ division: string } & Figures & ImportedPast)[]>(COUNTED, [organisation, only, from]),
      this.database.query<(ConcernedTicket & { inAll: number })[]>(CONCERNED, [organisation, only, MOST_TICKETS]),
      this.database.query<(StandingCase & { inAll: number })[]>(STANDING, [organisation, only, MOST_CASES]),
    ]);
    return {
      ...linesOf(
        all,
        divisions,
        new Map(counted.map(({ division, imported: _, waiting: __, ...figures }) => [division, figures])),
      ),
      past: {
        imported: counted.reduce((sum, { imported }) => sum + imported, 0),
        waiting: counted.reduce((sum, { waiting }) => sum + waiting, 0),
      },
      concerned,
      concernedInAll: concerned[0]?.inAll ?? 0,
      cases,
      casesInAll: cases[0]?.inAll ?? 0,
    };
  }
}

const COUNTED = `
  with counted as (
    select division, sum(recorded)::int as recorded, sum(closed)::int as closed, sum(imported)::int as imported,
           sum(imported_open)::int as waiting
      from cells
     where organisation = $1 and ($2::text[] is null or division = any($2)) and day >= $3
     group by division
  ), held as (
    select holder as division, count(*)::int as open from complaints
     where organisation = $1 and holder is not null and ($2::text[] is null or holder = any($2))
     group by holder
  ), concerned as (
    select c.holder as division,
           count(distinct c.complaint_id) filter (where k.kind = 'late')::int as late,
           count(distinct c.complaint_id) filter (where k.kind = 'abnormal')::int as abnormal
      from concerns k join complaints c using (complaint_id)
     where c.organisation = $1 and c.holder is not null and ($2::text[] is null or c.holder = any($2))
     group by c.holder
  )
  select division, coalesce(recorded, 0) as recorded, coalesce(closed, 0) as closed, coalesce(open, 0) as open,
         coalesce(late, 0) as late, coalesce(abnormal, 0) as abnormal,
         coalesce(imported, 0) as imported, coalesce(waiting, 0) as waiting
    from counted full join held using (division) full join concerned using (division)`;

/** Whoever had to do with a ticket may read its story, so it is listed for them too, wherever it is now. */
const CONCERNED = `
  with tickets as (
    select c.complaint_id, c.number, c.holder, c.class, c.recorded_at, min(k.due_at) as due_at,
           jsonb_agg(jsonb_build_object('kind', k.kind, 'name', k.name, 'dueAt', k.due_at, 'nextClock', k.next_clock, 'why', k.why)
                     order by k.due_at nulls last, k.about) as concerns
      from concerns k join complaints c using (complaint_id)
     where c.organisation = $1 and c.holder is not null and ($2::text[] is null or c.divisions && $2)
     group by c.complaint_id
  )
  select complaint_id as "complaintId", number, holder as division, class, recorded_at as "recordedAt", concerns,
         (select f.unit from facts f
           where f.complaint_id = t.complaint_id and f.type = 'work.dispatched.v1' order by f.seq desc limit 1) as unit,
         (count(*) over ())::int as "inAll"
    from tickets t order by due_at nulls last, recorded_at, number limit $3`;

const STANDING = `
  select case_id as "caseId", division, confirmed_at is not null as confirmed, said -> 'name' as name, said -> 'area' as area,
         (said ->> 'size')::int as size, (said ->> 'found')::int as found, said -> 'why' as why, opened_at as "openedAt",
         (count(*) over ())::int as "inAll"
    from cases
   where organisation = $1 and ($2::text[] is null or division = any($2)) and withdrawn_at is null
   order by opened_at desc, case_id desc limit $3`;
