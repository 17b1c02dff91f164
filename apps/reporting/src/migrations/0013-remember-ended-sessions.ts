import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RememberEndedSessions0000000000013 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      create table ended_sessions (
        id text not null,
        sid text,
        subject text,
        issued_until timestamptz not null,
        ended_at timestamptz not null,
        until timestamptz not null,
        constraint ended_sessions_pkey primary key (id)
      );
      create index ended_sessions_of_sid on ended_sessions (sid);
      create index ended_sessions_of_subject on ended_sessions (subject);
      create index ended_sessions_in_order on ended_sessions (ended_at);
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('drop table ended_sessions');
  }
}
