import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reports of a day or a month that stay as they were. */
export class FreezeReports0000000000008 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      create table frozen_reports (
        report_id uuid not null constraint frozen_reports_pkey primary key,
        organisation text not null,
        report text not null,
        period text not null,
        from_day text not null,
        to_day text not null,
        content bytea not null,
        sha256 text not null,
        facts_until bigint not null,
        why jsonb not null,
        frozen_at timestamptz not null
      );
      create unique index frozen_reports_of_period on frozen_reports (organisation, report, period);
      create table report_beginnings (
        organisation text not null constraint report_beginnings_pkey primary key,
        first_day text not null
      );
      -- Which days have counts, a day a look-up.
      create index cells_of_day on cells (organisation, day);
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('drop index cells_of_day; drop table report_beginnings, frozen_reports');
  }
}
