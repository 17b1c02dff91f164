import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Complaints that rules of cases count, the cases they are, and which areas are to be looked at. */
export class FollowCases0000000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table counted_complaints (
        complaint_id uuid not null,
        rule         text not null,
        area         uuid not null,
        basis        jsonb not null,
        organisation text not null,
        division     text not null,
        key          jsonb not null,
        received_at  timestamptz not null,
        fields       jsonb not null,
        verified     text,
        verified_at  timestamptz,
        withdrawn_at timestamptz,
        constraint counted_complaints_pkey primary key (complaint_id, rule)
      );
      create index counted_complaints_of_area on counted_complaints (area, received_at);

      create table area_recounts (
        id           bigint generated always as identity constraint area_recounts_pkey primary key,
        area         uuid not null,
        complaint_id uuid not null,
        received_at  timestamptz not null,
        due_at       timestamptz not null,
        traceparent  text
      );
      create index area_recounts_due on area_recounts (due_at);
      create index area_recounts_of_area on area_recounts (area);

      create table cases (
        case_id      uuid constraint cases_pkey primary key,
        area         uuid not null,
        nr           integer not null,
        rule         text not null,
        basis        jsonb not null,
        organisation text not null,
        division     text not null,
        key          jsonb not null,
        state        text not null,
        first_at     timestamptz not null,
        last_at      timestamptz not null,
        opened_at    timestamptz not null,
        confirmed_at timestamptz,
        withdrawn_at timestamptz,
        told         integer not null,
        constraint cases_state check (state in ('opened', 'confirmed', 'withdrawn')),
        constraint cases_confirmed_at check (state <> 'confirmed' or confirmed_at is not null),
        constraint cases_withdrawn_at check ((state = 'withdrawn') = (withdrawn_at is not null))
      );
      create unique index cases_of_area on cases (area, nr);

      create table case_members (
        case_id      uuid not null,
        complaint_id uuid not null,
        constraint case_members_pkey primary key (case_id, complaint_id)
      );
      create index case_members_of_complaint on case_members (complaint_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table case_members, cases, area_recounts, counted_complaints');
  }
}
