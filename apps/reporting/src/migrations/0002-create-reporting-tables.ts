import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateReportingTables0000000000002 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      create table facts (
        event_id uuid not null,
        recorded_at timestamptz not null,
        seq bigint generated always as identity,
        complaint_id uuid not null,
        type text not null,
        organisation text not null,
        division text not null,
        unit text,
        publisher text not null,
        partition int not null,
        position bigint not null,
        data jsonb not null,
        constraint facts_pkey primary key (event_id, recorded_at)
      ) partition by range (recorded_at);
      create index facts_of_complaint on facts (complaint_id, seq);
      create index facts_in_order_sent on facts (publisher, partition, position);

      create table complaints (
        complaint_id uuid not null constraint complaints_pkey primary key,
        organisation text not null,
        division text not null,
        unit text,
        divisions text[] not null,
        number text not null,
        channel text not null,
        channel_level text not null,
        class text not null,
        nature text not null,
        recorded_at timestamptz not null
      );

      create table cells (
        organisation text not null,
        division text not null,
        day date not null,
        channel text not null,
        channel_level text not null,
        class text not null,
        nature text not null,
        recorded bigint not null default 0,
        settled bigint not null default 0,
        refused bigint not null default 0,
        tickets bigint not null default 0,
        dispatched bigint not null default 0,
        returned bigint not null default 0,
        answered bigint not null default 0,
        closed bigint not null default 0,
        on_time bigint not null default 0,
        late bigint not null default 0,
        withdrawn bigint not null default 0,
        reopened bigint not null default 0,
        urges bigint not null default 0,
        bounced bigint not null default 0,
        warned bigint not null default 0,
        missed bigint not null default 0,
        abnormal bigint not null default 0,
        satisfied bigint not null default 0,
        unsatisfied bigint not null default 0,
        constraint cells_pkey primary key (organisation, division, day, channel, channel_level, class, nature)
      );
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('drop table cells, complaints, facts');
  }
}
