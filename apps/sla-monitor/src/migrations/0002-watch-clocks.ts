import type { MigrationInterface, QueryRunner } from 'typeorm';

export class WatchClocks0000000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table tickets (
        complaint_id  uuid constraint tickets_pkey primary key,
        organisation  text not null,
        division      text not null,
        unit          text,
        dispatch_no   integer not null,
        bases         jsonb not null,
        timeline      jsonb not null,
        returns       integer not null,
        urges         integer not null,
        overdue       integer not null,
        warned        integer not null,
        abnormal      text[] not null,
        registered_at timestamptz,
        closed_at     timestamptz,
        traceparent   text,
        constraint tickets_counts check
          (returns >= 0 and urges >= 0 and overdue >= 0 and warned >= 0 and dispatch_no >= 0)
      )`);

    await runner.query(`
      create table clocks (
        complaint_id  uuid not null,
        clock_id      text not null,
        organisation  text not null,
        division      text not null,
        unit          text,
        rule          text not null,
        basis         jsonb not null,
        owner         text not null,
        name          jsonb not null,
        state         text not null,
        started_at    timestamptz not null,
        started_by    text not null,
        due_at        timestamptz,
        warn_at       timestamptz[] not null,
        warned_to     timestamptz,
        paused        jsonb not null,
        missed_at     timestamptz,
        missed_due_at timestamptz,
        met_at        timestamptz,
        next_at       timestamptz,
        reason        jsonb not null,
        effects       jsonb not null,
        constraint clocks_pkey primary key (complaint_id, clock_id),
        constraint clocks_state check (state in ('armed', 'paused', 'met', 'cancelled', 'notConfigured')),
        constraint clocks_armed_is_due check (state <> 'armed' or due_at is not null),
        constraint clocks_met_at check (state <> 'met' or met_at is not null),
        constraint clocks_only_armed_are_watched check (next_at is null or state = 'armed'),
        constraint clocks_missed_is_whole check ((missed_at is null) = (missed_due_at is null))
      )`);

    // What the timer asks four times a second, with 100,000 clocks armed: it must stay a look-up.
    await runner.query(
      `create index clocks_next_at on clocks (next_at, complaint_id, clock_id) where next_at is not null`,
    );
    await runner.query(
      `create index clocks_due_at on clocks (organisation, due_at, complaint_id, clock_id) where due_at is not null`,
    );
    await runner.query(
      `create index clocks_division_due_at on clocks (organisation, division, due_at, complaint_id, clock_id)
         where due_at is not null`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table clocks');
    await runner.query('drop table tickets');
  }
}
