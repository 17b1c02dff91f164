import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Submissions with what became of them, the register of complaints, requests about them, and who looked at a customer. */
export class CreateTheRegister0000000000002 implements MigrationInterface {
  name = 'CreateTheRegister0000000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table submissions (
        id uuid constraint submissions_pkey primary key,
        organisation text not null,
        division text not null,
        unit text,
        source text not null,
        source_id text not null,
        channel text not null,
        content_hash text not null,
        content text not null,
        items integer not null,
        receipt jsonb not null,
        occurred_at timestamptz not null,
        received_at timestamptz not null,
        recorded_at timestamptz not null,
        constraint submissions_source unique (source, source_id)
      );
      create index submissions_received on submissions (organisation, received_at);

      create table submission_items (
        submission_id uuid not null,
        item integer not null,
        organisation text not null,
        division text not null,
        unit text,
        kind text not null,
        outcome text not null,
        complaint_id uuid,
        request_id uuid,
        recorded_at timestamptz not null,
        constraint submission_items_pkey primary key (submission_id, item),
        constraint submission_items_kind check (kind in ('new', 'urge', 'supplement', 'withdraw')),
        constraint submission_items_outcome
          check (outcome in ('ticket', 'settled', 'urge', 'supplement', 'withdrawn', 'handedOver', 'refused', 'waiting'))
      );
      create index submission_items_complaint on submission_items (complaint_id);

      create table duplicate_submissions (
        id uuid constraint duplicate_submissions_pkey primary key,
        submission_id uuid not null,
        organisation text not null,
        division text not null,
        unit text,
        items integer not null,
        received_at timestamptz not null
      );
      create index duplicate_submissions_submission on duplicate_submissions (submission_id);

      create table refused_submissions (
        id uuid constraint refused_submissions_pkey primary key,
        complaint_id uuid not null,
        organisation text not null,
        division text not null,
        unit text,
        source text not null,
        source_id text not null,
        kind text not null constraint refused_submissions_kind check (kind in ('unreadable', 'conflict')),
        violations jsonb not null,
        content text not null,
        items integer not null,
        received_at timestamptz not null
      );
      create index refused_submissions_source on refused_submissions (source, source_id);
      create index refused_submissions_received on refused_submissions (organisation, received_at);

      create table complaints (
        id uuid constraint complaints_pkey primary key,
        number text not null,
        organisation text not null,
        division text not null,
        unit text,
        submission_id uuid not null,
        source text not null,
        source_id text not null,
        item integer not null,
        outcome text not null,
        channel text not null,
        channel_level text not null,
        category text[] not null,
        nature text not null,
        customer_level text,
        urgency text not null,
        home_region text,
        number_region text,
        fault_region text,
        mass_flag boolean not null,
        risk_flags text[] not null,
        keywords text[] not null,
        text_fingerprint text not null,
        number_hash text,
        last_four_hash text,
        customer text not null,
        text text not null,
        bases jsonb not null,
        reasons jsonb not null,
        linked_to uuid,
        repeat_of uuid,
        answer_by timestamptz,
        status text not null,
        status_at timestamptz not null,
        handling_division text,
        handling_unit text,
        urges integer not null,
        reopened integer not null,
        missed integer not null,
        closed_at timestamptz,
        closed_as text,
        on_time boolean,
        occurred_at timestamptz not null,
        received_at timestamptz not null,
        recorded_at timestamptz not null,
        constraint complaints_number unique (organisation, number),
        constraint complaints_outcome check (outcome in ('ticket', 'settled', 'handedOver', 'waiting')),
        constraint complaints_status check (status in ('settled', 'handedOver', 'waiting', 'registered', 'dispatched',
          'accepted', 'answered', 'reopened', 'closed', 'withdrawn')),
        constraint complaints_closed_at check ((closed_at is not null) = (status in ('settled', 'closed', 'withdrawn'))),
        constraint complaints_counts check (urges >= 0 and reopened >= 0 and missed >= 0)
      );
      create index complaints_newest on complaints (organisation, division, recorded_at, id);
      create index complaints_number_hash on complaints (number_hash, recorded_at);
      create index complaints_last_four_hash on complaints (last_four_hash, recorded_at);
      create index complaints_linked_to on complaints (linked_to);

      create table contact_requests (
        request_id uuid constraint contact_requests_pkey primary key,
        complaint_id uuid not null,
        organisation text not null,
        division text not null,
        unit text,
        kind text not null constraint contact_requests_kind check (kind in ('urge', 'supplement', 'withdrawal')),
        submission_id uuid not null,
        source text not null,
        source_id text not null,
        item integer not null,
        result text constraint contact_requests_result check (result in ('accepted', 'refused', 'bounced')),
        became uuid,
        requested_at timestamptz not null,
        answered_at timestamptz,
        constraint contact_requests_answered check ((result is null) = (answered_at is null))
      );
      create index contact_requests_complaint on contact_requests (complaint_id, requested_at);

      create table number_sequences (
        organisation text not null,
        local_day date not null,
        last integer not null,
        constraint number_sequences_pkey primary key (organisation, local_day)
      );

      create table disclosures (
        id uuid constraint disclosures_pkey primary key,
        complaint_id uuid not null,
        organisation text not null,
        division text not null,
        unit text,
        subject text not null,
        roles text[] not null,
        reason text not null,
        disclosed_at timestamptz not null
      );
      create index disclosures_complaint on disclosures (complaint_id, disclosed_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table disclosures, number_sequences, contact_requests, complaints, refused_submissions, duplicate_submissions,
        submission_items, submissions
    `);
  }
}
