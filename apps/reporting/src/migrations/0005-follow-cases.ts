import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cases of many complaints: their facts, what they are, and who is part of them. */
export class FollowCases0000000000005 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      create table case_facts (
        event_id uuid not null constraint case_facts_pkey primary key,
        recorded_at timestamptz not null,
        seq bigint generated always as identity,
        case_id uuid not null,
        type text not null,
        organisation text not null,
        division text not null,
        data jsonb not null
      );
      create index case_facts_of_case on case_facts (case_id, seq);

      create table cases (
        case_id uuid not null constraint cases_pkey primary key,
        organisation text not null,
        division text not null,
        said jsonb not null,
        opened_at timestamptz not null,
        confirmed_at timestamptz,
        withdrawn_at timestamptz
      );
      create index cases_of_division on cases (organisation, division, opened_at, case_id);

      create table case_members (
        case_id uuid not null,
        complaint_id uuid not null,
        joined_at timestamptz not null,
        left_at timestamptz,
        constraint case_members_pkey primary key (case_id, complaint_id)
      );
      create index case_members_of_complaint on case_members (complaint_id);
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('drop table case_members, cases, case_facts');
  }
}
