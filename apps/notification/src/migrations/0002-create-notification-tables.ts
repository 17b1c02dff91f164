import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateNotificationTables0000000000002 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      create table contacts (
        complaint_id uuid not null constraint contacts_pkey primary key,
        organisation text not null,
        division text not null,
        unit text,
        number text not null,
        customer text not null
      );

      create table messages (
        message_id uuid not null constraint messages_pkey primary key,
        complaint_id uuid not null,
        organisation text not null,
        division text not null,
        unit text,
        template text not null,
        channel text not null,
        recipient_role text not null,
        recipient_division text,
        recipient_unit text,
        customer text,
        text_zh text not null,
        text_en text not null,
        state text not null default 'waiting' constraint messages_state check (state in ('waiting', 'handedOver', 'failed')),
        attempts int not null default 0,
        next_attempt_at timestamptz not null,
        problem text,
        traceparent text,
        created_at timestamptz not null,
        finished_at timestamptz
      );
      create index messages_due on messages (next_attempt_at) where state = 'waiting';
      create index messages_of_complaint on messages (complaint_id);

      create table captured_messages (
        message_id uuid not null constraint captured_messages_pkey primary key,
        complaint_id uuid not null,
        channel text not null,
        recipient text not null,
        text text not null,
        captured_at timestamptz not null
      );

      create table callbacks (
        callback_id uuid not null constraint callbacks_pkey primary key,
        complaint_id uuid not null,
        organisation text not null,
        division text not null,
        unit text,
        bases jsonb not null,
        due_at timestamptz,
        attempts int not null default 0,
        state text not null default 'open' constraint callbacks_state check (state in ('open', 'done', 'ended')),
        opened_at timestamptz not null
      );
      create unique index callbacks_one_open on callbacks (complaint_id) where state = 'open';
      create index callbacks_queue on callbacks (organisation, division, due_at, callback_id) where state = 'open';

      create table callback_attempts (
        complaint_id uuid not null,
        attempt_id text not null,
        organisation text not null,
        division text not null,
        unit text,
        callback_id uuid not null,
        attempt int not null,
        outcome text not null constraint callback_attempts_outcome check (outcome in ('satisfied', 'unsatisfied', 'notReached')),
        effect text not null constraint callback_attempts_effect check (effect in ('close', 'reopen', 'tryAgain')),
        made_by text not null,
        made_at timestamptz not null,
        recorded_at timestamptz not null,
        constraint callback_attempts_pkey primary key (complaint_id, attempt_id)
      );

      create table disclosures (
        id uuid not null constraint disclosures_pkey primary key,
        complaint_id uuid not null,
        organisation text not null,
        division text not null,
        shown_to text not null,
        shown_at timestamptz not null
      );
      create index disclosures_of_complaint on disclosures (complaint_id);
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('drop table disclosures, callback_attempts, callbacks, captured_messages, messages, contacts');
  }
}
