import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Rules and calendars change while tickets are open: a ticket keeps under which edition of them its clocks were reckoned, so that
 * those of another are found and reckoned anew. What is open now is of no known edition, and is.
 */
export class ReckonAnew0000000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table tickets add edition text not null default '';
      create index tickets_open on tickets (edition) where registered_at is not null and closed_at is null;
      alter table clocks add no_due text;
      create index clocks_await_decree on clocks (organisation)
        where no_due = 'notDecreed' and state = 'notConfigured';
      create table editions (
        edition    text constraint editions_pkey primary key,
        started_at timestamptz not null
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table editions;
      drop index clocks_await_decree;
      alter table clocks drop no_due;
      drop index tickets_open;
      alter table tickets drop edition;
    `);
  }
}
