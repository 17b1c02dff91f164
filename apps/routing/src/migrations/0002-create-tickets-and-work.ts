import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tickets with their work, what was asked and answered about them, and the one table that holds a person. */
export class CreateTicketsAndWork0000000000002 implements MigrationInterface {
  name = 'CreateTicketsAndWork0000000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table tickets (
        complaint_id uuid constraint tickets_pkey primary key,
        number text not null,
        organisation text not null,
        division text not null,
        unit text not null,
        stage text not null
          constraint tickets_stage check (stage in ('dispatched', 'accepted', 'replied', 'answered', 'closed', 'withdrawn')),
        work_order_id uuid not null,
        dispatch_no integer not null,
        fallback boolean not null,
        returns integer not null,
        returned_by jsonb not null,
        urges integer not null,
        reopened integer not null,
        supervised_clocks jsonb not null,
        callback_owed boolean not null,
        verification text,
        nature text not null,
        channel_level text not null,
        urgency text not null,
        classification jsonb not null,
        bases jsonb not null,
        timeline jsonb not null,
        due_at timestamptz,
        received_at timestamptz not null,
        registered_at timestamptz not null,
        dispatched_at timestamptz not null,
        closed_at timestamptz,
        traceparent text,
        version integer not null,
        constraint tickets_closed_at check ((closed_at is not null) = (stage in ('closed', 'withdrawn'))),
        constraint tickets_counts
          check (dispatch_no >= 1 and returns >= 0 and urges >= 0 and reopened >= 0 and version >= 1)
      );
      create index tickets_queue
        on tickets (organisation, division, coalesce(due_at, 'infinity'::timestamptz), complaint_id);

      create table work_orders (
        work_order_id uuid constraint work_orders_pkey primary key,
        complaint_id uuid not null,
        dispatch_no integer not null,
        organisation text not null,
        division text not null,
        unit text not null,
        fallback boolean not null,
        from_division text,
        from_unit text,
        reason jsonb not null,
        due jsonb not null,
        dispatched_at timestamptz not null,
        accepted_at timestamptz,
        ended_at timestamptz,
        ended_as text,
        constraint work_orders_end check ((ended_at is null) = (ended_as is null))
      );
      create unique index work_orders_dispatch_no on work_orders (complaint_id, dispatch_no);

      create table actions (
        party text not null,
        action_id text not null,
        complaint_id uuid not null,
        work_order_id uuid,
        organisation text not null,
        division text,
        unit text,
        action text not null,
        role text not null,
        actor text not null,
        submitted_by text not null,
        result text not null constraint actions_result check (result in ('done', 'refused')),
        answer jsonb not null,
        occurred_at timestamptz not null,
        answered_at timestamptz not null,
        constraint actions_pkey primary key (party, action_id)
      );
      create index actions_of_complaint on actions (complaint_id, answered_at);

      create table requests (
        request_id uuid constraint requests_pkey primary key,
        complaint_id uuid not null,
        organisation text not null,
        division text not null,
        unit text,
        kind text not null constraint requests_kind check (kind in ('urge', 'supplement', 'withdrawal')),
        result text not null constraint requests_result check (result in ('accepted', 'refused', 'bounced')),
        urges integer not null,
        reason jsonb not null,
        answered_at timestamptz not null
      );
      create index requests_of_complaint on requests (complaint_id, answered_at);

      create table decisions (
        decision_id uuid constraint decisions_pkey primary key,
        complaint_id uuid not null,
        work_order_id uuid,
        organisation text not null,
        division text not null,
        unit text,
        place integer not null,
        kind text not null,
        answer jsonb not null,
        rule text not null,
        basis text not null,
        basis_version text not null,
        source text not null,
        decided_at timestamptz not null
      );
      create index decisions_of_complaint on decisions (complaint_id, decided_at, place);

      create table sealed_contents (
        content_id uuid constraint sealed_contents_pkey primary key,
        complaint_id uuid not null,
        organisation text not null,
        division text not null,
        unit text,
        kind text not null constraint sealed_contents_kind
          check (kind in ('complaint', 'urge', 'supplement', 'withdrawal', 'return', 'slip', 'replyRefusal')),
        customer text,
        text text not null,
        kept_at timestamptz not null
      );
      create index sealed_contents_of_complaint on sealed_contents (complaint_id, kept_at);

      create table disclosures (
        disclosure_id uuid constraint disclosures_pkey primary key,
        complaint_id uuid not null,
        organisation text not null,
        division text not null,
        unit text not null,
        subject text not null,
        roles jsonb not null,
        disclosed_at timestamptz not null
      );
      create index disclosures_of_complaint on disclosures (complaint_id, disclosed_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table disclosures, sealed_contents, decisions, requests, actions, work_orders, tickets');
  }
}
