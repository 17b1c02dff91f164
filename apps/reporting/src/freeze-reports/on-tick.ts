import { metrics } from '@opentelemetry/api';
import { deriveId, LocalDate, ReportReady, type ReportId } from '@cc/contracts';
import { UnitOfWork, type Transaction } from '@cc/messaging';
import type { Organisation, Organisations, Period, ReportRule } from '@cc/procedures';
import { Log, Timer, type Tick } from '@cc/service-kit';
import { Inject } from '@nestjs/common';
import { FrozenReport } from '../frozen-report.entity.js';
import { ORGANISATIONS } from '../tokens.js';
import { linesOfCells } from './counted-lines.js';
import { duePeriods } from './due-periods.js';
import { CONTENT_TYPE, FROZEN, frozenContent, sha256Of } from './frozen-content.js';

/** Seen from here, whatever is not frozen is still to come. */
const BEFORE_ALL = new Date(0);

interface Due {
  organisation: Organisation;
  rule: ReportRule;
  period: Period;
}

/**
 * 定期报表: freezes the counts of a period when its time has come, and tells headquarters, once. Any number of instances may
 * tick; after downtime the facts come first, and each period that was missed meanwhile is frozen then.
 */
@Timer({ everyMs: 30_000, afterFacts: true })
export class FreezeReportsOnTick implements Tick {
  private readonly waiting = metrics.getMeter('reporting').createGauge('reports_await_decree', {
    description: 'Periods with counts that cannot be frozen: no decree says yet when their time comes',
  });
  private readonly told = new Set<string>();

  constructor(
    private readonly work: UnitOfWork<'reporting'>,
    @Inject(ORGANISATIONS) private readonly organisations: Organisations,
    private readonly log: Log,
  ) {}

  async onTick(now: Date): Promise<void> {
    const { due, undecreed } = await this.look(now);
    this.tell(undecreed);
    for (const one of due) {
      try {
        await this.freeze(one);
      } catch (error) {
        const { organisation, rule, period } = one;
        const about = { organisation: organisation.id, report: rule.report, period: period.name };
        // One that cannot be frozen holds up no other.
        this.log.error('a report cannot be frozen; it is tried again at the next turn', { ...about, error });
      }
    }
  }

  async nextAt(): Promise<Date | null> {
    const { next } = await this.look(BEFORE_ALL);
    return next;
  }

  private tell(undecreed: readonly Due[]): void {
    this.waiting.record(undecreed.length);
    for (const { organisation, rule, period } of undecreed) {
      const about = { organisation: organisation.id, report: rule.report, period: period.name };
      const name = Object.values(about).join(' ');
      if (this.told.has(name)) continue;
      this.told.add(name);
      this.log.warn('a report is frozen once the holidays of the next year are known (docs/runbook.md)', about);
    }
  }

  private look(now: Date): Promise<{ due: Due[]; next: Date | null; undecreed: Due[] }> {
    return this.work.run([], async ({ tx }) => {
      const all: Due[] = [];
      const waiting: Due[] = [];
      const instants: number[] = [];
      for (const organisation of this.organisations.ids().map((id) => this.organisations.of(id))) {
        if (organisation.reports.length === 0) continue;
        const days = await daysReported(tx, organisation);
        const frozen = await frozenOf(tx, organisation.id);
        for (const rule of organisation.reports) {
          const known = { days, frozen: frozen.get(rule.report) ?? new Set<string>(), now };
          const { due, next, undecreed } = duePeriods(rule, known);
          all.push(...due.map((period) => ({ organisation, rule, period })));
          waiting.push(...undecreed.map((period) => ({ organisation, rule, period })));
          if (next) instants.push(next.getTime());
        }
      }
      return { due: all, undecreed: waiting, next: instants.length === 0 ? null : new Date(Math.min(...instants)) };
    });
  }

  private freeze({ organisation: { id: organisation, divisions }, rule, period }: Due): Promise<void> {
    const reportId = deriveId<ReportId>('report', organisation, rule.report, period.name);
    return this.work.run([reportId], async ({ tx, publish, now }) => {
      // Whoever archives a fact counts it in the same transaction: it is done and seen below, or waits here and comes later.
      await tx.query('lock table facts in share mode');
      const [{ until }] = (await tx.query<{ until: string }>(
        `select case when is_called then last_value else 0 end as until from facts_seq_seq`,
      )) as [{ until: string }];
      const content = frozenContent(await linesOfCells(tx, organisation, period));
      const { reason: why } = rule.frozenAt(period);
      const report: FrozenReport = {
        reportId,
        organisation,
        report: rule.report,
        period: period.name,
        fromDay: period.from,
        toDay: period.to,
        content,
        sha256: sha256Of(content),
        factsUntil: until,
        why,
        frozenAt: now,
      };
      if ((await tx.insertNew(FrozenReport, [report])).length === 0) return;
      const division = divisions.find(({ kind }) => kind === 'group')!.id;
      const [from, to] = [LocalDate.parse(period.from), LocalDate.parse(period.to)];
      publish(ReportReady, [
        {
          ...{ organisation, division, unit: null },
          cause: { id: reportId, traceparent: null },
          data: {
            reportId,
            report: rule.report,
            name: rule.name,
            period: { name: period.name, from, to },
            path: `/reports/frozen/${reportId}`,
            contentType: CONTENT_TYPE,
            bytes: content.length,
            sha256: report.sha256,
            why,
            frozenAt: now,
          },
        },
      ]);
    });
  }
}

/** Days with counts, from the first fact on: an import of history is no reason to report on years that are over. */
async function daysReported(tx: Transaction, { id, timeZone }: Organisation): Promise<string[]> {
  const days = await daysWithCounts(tx, id);
  if (days.length === 0) return [];
  const beginning = async () =>
    (await tx.query<{ day: string }>('select first_day as day from report_beginnings where organisation = $1', [id]))[0]
      ?.day;
  const known = await beginning();
  if (known === undefined) {
    // The archive is read for it once.
    await tx.query(
      `insert into report_beginnings (organisation, first_day)
       select organisation, (min(recorded_at) at time zone $2)::date::text from facts where organisation = $1 group by 1
       on conflict do nothing`,
      [id, timeZone],
    );
  }
  const first = known ?? (await beginning());
  return first === undefined ? [] : days.filter((day) => day >= first);
}

/** What is frozen of a cell, as one number: zero where it holds imported history alone. */
const FROZEN_SUM = FROZEN.map((measure) => (measure === 'recorded' ? 'recorded - imported' : measure)).join(' + ');

/** Each day is one look-up in the index, however many cells it has, until one is found that does not hold history alone. */
async function daysWithCounts(tx: Transaction, organisation: string): Promise<string[]> {
  const rows = await tx.query<{ day: string }>(
    `with recursive days as (
       select min(day) as day from cells where organisation = $1
       union all
       select (select min(day) from cells where organisation = $1 and day > days.day) from days where days.day is not null)
     select day::text from days
      where day is not null
        and exists (select from cells as c where c.organisation = $1 and c.day = days.day and ${FROZEN_SUM} > 0)`,
    [organisation],
  );
  return rows.map(({ day }) => day);
}

async function frozenOf(tx: Transaction, organisation: string): Promise<Map<string, Set<string>>> {
  const rows = await tx.query<{ report: string; period: string }>(
    'select report, period from frozen_reports where organisation = $1',
    [organisation],
  );
  const byReport = Map.groupBy(rows, ({ report }) => report);
  return new Map([...byReport].map(([report, all]) => [report, new Set(all.map(({ period }) => period))]));
}
