import { CASES, FACTS } from '@cc/contracts';
import { TimeOfDay } from '@cc/messaging';
import type { Organisations } from '@cc/procedures';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type ObjectLiteral } from 'typeorm';
import { MEASURES, type Measure } from '../count-facts/measures.js';
import { linesOfFacts } from '../freeze-reports/counted-lines.js';
import { frozenContent, sha256Of } from '../freeze-reports/frozen-content.js';
import { ORGANISATIONS } from '../tokens.js';

/** What each measure counts, in SQL: written apart from `measuresOf`, so that a mistake in one shows in the other. */
const COUNTED: Record<Measure, string> = {
  recorded: `f.type in ('complaint.recorded.v1', 'complaint.imported.v1')`,
  settled: `f.type = 'complaint.recorded.v1' and f.data->>'outcome' = 'settled'`,
  refused: `f.type = 'complaint.refused.v1'`,
  tickets: `f.type = 'ticket.registered.v1'`,
  dispatched: `f.type = 'work.dispatched.v1'`,
  returned: `f.type = 'work.returned.v1'`,
  answered: `f.type = 'ticket.answered.v1'`,
  closed: `f.type = 'ticket.closed.v1'`,
  on_time: `f.type = 'ticket.closed.v1' and (f.data->>'onTime')::boolean`,
  late: `f.type = 'ticket.closed.v1' and not (f.data->>'onTime')::boolean`,
  withdrawn: `f.type = 'ticket.closed.v1' and f.data->>'closedAs' = 'withdrawn'`,
  reopened: `f.type = 'ticket.reopened.v1'`,
  urges: `f.type = 'request.answered.v1' and f.data->>'kind' = 'urge' and f.data->>'result' = 'accepted'`,
  bounced: `f.type = 'request.answered.v1' and f.data->>'result' = 'bounced'`,
  warned: `f.type = 'deadline.warned.v1'`,
  missed: `f.type = 'deadline.missed.v1'`,
  misses_taken_back: `f.type = 'deadline.miss-taken-back.v1'`,
  abnormal: `f.type = 'ticket.abnormal.v1'`,
  satisfied: `f.type = 'callback.made.v1' and f.data->>'outcome' = 'satisfied'`,
  unsatisfied: `f.type = 'callback.made.v1' and f.data->>'outcome' = 'unsatisfied'`,
  imported: `f.type = 'complaint.imported.v1'`,
  imported_open: `f.type = 'complaint.imported.v1' and f.data->>'outcome' = 'waiting'`,
};

export interface Verification {
  facts: number;
  cells: number;
  differences: { cell: string; measure: string; reported: number; recounted: number }[];
  /** Facts a publisher sent that the archive does not hold; dead letters explain them or they are lost. */
  gaps: { topic: string; publisher: string; partition: number; missing: number }[];
  /** Facts of cases from before their places were kept: a gap among those is not seen. */
  withoutPlace: number;
  /** So many frozen reports were counted again, those that end on this day or later; null: of all there are. */
  frozen: { recounted: number; of: number; since: string | null };
  /** Frozen reports that the archive, as far as they count it, does not give again byte for byte. */
  frozenOtherwise: { reportId: string; report: string; period: string; sha256: string; recounted: string }[];
  /** Organisations that are not configured (any more): nobody knows where their days begin, so nothing of theirs is recounted. */
  notRecounted: { organisation: string; cells: number; frozen: number }[];
}

/** 报表核对: recounts every figure from the archive of facts. */
@Injectable()
export class VerifyReports {
  constructor(
    private readonly database: DataSource,
    private readonly time: TimeOfDay,
    @Inject(ORGANISATIONS) private readonly organisations: Organisations,
  ) {}

  /** Of frozen reports those of the last `days`, of all where that is null. */
  async verify(days: number | null): Promise<Verification> {
    const known = this.organisations.ids();
    const zones = known.map((id) => this.organisations.of(id).timeZone);
    const live = await this.database.transaction('REPEATABLE READ', async (manager) => {
      const [{ facts, cells, withoutPlace }] = (await manager.query<
        Pick<Verification, 'facts' | 'cells' | 'withoutPlace'>[]
      >(
        `select (select count(*)::int from facts) as facts, (select count(*)::int from cells) as cells,
                (select count(*)::int from case_facts where publisher is null) as "withoutPlace"`,
      )) as [Pick<Verification, 'facts' | 'cells' | 'withoutPlace'>];
      const differences = await manager.query<Verification['differences']>(DIFFERENCES, [known, zones]);
      const ofFacts = await manager.query<Verification['gaps']>(gapsIn('facts'), [FACTS, true]);
      const ofCases = await manager.query<Verification['gaps']>(gapsIn('case_facts'), [CASES, withoutPlace === 0]);
      const notRecounted = await manager.query<Verification['notRecounted']>(NOT_CONFIGURED, [known]);
      return { facts, cells, withoutPlace, differences, gaps: [...ofFacts, ...ofCases], notRecounted };
    });
    return { ...live, ...(await this.recountFrozen(days)) };
  }

  /** A transaction each: they never change, and one for all would hold up the cleaning of every table until it ends. */
  private async recountFrozen(days: number | null): Promise<Pick<Verification, 'frozen' | 'frozenOtherwise'>> {
    const since = days === null ? null : dayBefore(this.time.now(), days);
    const all = await this.database.query<FrozenToCheck[]>(FROZEN, [this.organisations.ids()]);
    const asked = all.filter(({ to }) => since === null || to >= since);
    const frozenOtherwise: Verification['frozenOtherwise'] = [];
    for (const report of asked) {
      const recounted = await this.recounted(report);
      const { reportId, report: name, period, sha256 } = report;
      if (recounted !== sha256) frozenOtherwise.push({ reportId, report: name, period, sha256, recounted });
    }
    return { frozen: { recounted: asked.length, of: all.length, since }, frozenOtherwise };
  }

  private recounted({ organisation, until, from, to, period }: FrozenToCheck): Promise<string> {
    const { timeZone } = this.organisations.of(organisation);
    return this.database.transaction('REPEATABLE READ', async (manager) => {
      const asked = {
        query: <Row extends ObjectLiteral>(sql: string, parameters?: readonly unknown[]) =>
          manager.query<Row[]>(sql, parameters && [...parameters]),
      };
      return sha256Of(
        frozenContent(await linesOfFacts(asked, { organisation, timeZone, until }, { name: period, from, to })),
      );
    });
  }
}

const dayBefore = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10);

interface FrozenToCheck {
  reportId: string;
  organisation: string;
  report: string;
  period: string;
  from: string;
  to: string;
  until: string;
  sha256: string;
}

const FROZEN = `select report_id as "reportId", organisation, report, period, from_day as "from", to_day as "to",
                       facts_until as until, sha256
                  from frozen_reports where organisation = any($1) order by to_day, report`;

const NOT_CONFIGURED = `
  select organisation, coalesce(c.cells, 0) as cells, coalesce(f.frozen, 0) as frozen
    from (select organisation, count(*)::int as cells from cells group by 1) as c
    full join (select organisation, count(*)::int as frozen from frozen_reports group by 1) as f using (organisation)
   where organisation <> all($1) order by 1`;

const RECOUNT = MEASURES.map((measure) => `count(*) filter (where ${COUNTED[measure]}) as ${measure}`).join(',\n');
const COMPARED = MEASURES.map((measure) => `('${measure}', coalesce(c.${measure}, 0), coalesce(r.${measure}, 0))`).join(
  ', ',
);
const CELL_KEY = 'organisation, division, day, channel, channel_level, class, nature';

const DIFFERENCES = `
  with zones as (select * from unnest($1::text[], $2::text[]) as z(organisation, zone)),
  recount as (
    select f.organisation, f.division, (case f.type when 'complaint.imported.v1' then (f.data->>'receivedAt')::timestamptz else f.recorded_at end
              at time zone z.zone)::date as day,
           coalesce(d.data->>'channel', '-') as channel,
           coalesce(d.data->>'channelLevel', '-') as channel_level,
           coalesce(d.data->'category'->>0, '-') as class,
           coalesce(d.data->>'nature', '-') as nature,
           ${RECOUNT}
      from facts f
      join zones z on z.organisation = f.organisation
      left join facts d on d.complaint_id = f.complaint_id and d.type in ('complaint.recorded.v1', 'complaint.imported.v1')
     group by 1, 2, 3, 4, 5, 6, 7
  )
  select concat_ws(' ', organisation, division, day, channel, channel_level, class, nature) as cell,
         m.measure, m.reported::int as reported, m.recounted::int as recounted
    from (select * from cells where organisation = any($1)) c full join recount r using (${CELL_KEY}),
         lateral (values ${COMPARED}) as m(measure, reported, recounted)
   where m.reported <> m.recounted
   order by 1, 2`;

/**
 * What was applied ends where the positions stand, and begins with 1; where this service began in the middle of the log, or kept no
 * places at first ($2 is false), with the first fact that it has.
 */
const gapsIn = (table: 'facts' | 'case_facts') => `
  with applied as (
    select p.publisher, p.partition, p.position as last, o.first_offset = 0 and $2 as from_the_beginning
      from positions p join offsets o using (consumer, topic, partition)
     where p.consumer = 'reporting' and p.topic = $1
  ),
  held as (
    select publisher, partition, count(*) as facts, min(position) as first from ${table} group by publisher, partition
  ),
  compared as (
    select publisher, partition,
           last - case when from_the_beginning then 0 else coalesce(first - 1, last) end - coalesce(facts, 0) as missing
      from applied left join held using (publisher, partition)
  )
  select $1 as topic, publisher, partition, missing::int as missing from compared where missing <> 0 order by publisher, partition`;
