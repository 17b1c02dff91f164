import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Rules and calendars change while clocks run: a ticket keeps under which edition of them its clocks were reckoned, so that
 * those of another are found and reckoned anew. What runs now is of no known edition, and is; so is what an instance of the
 * version before still writes.
 *
 * Each statement is a transaction of its own, so that none keeps others from a table for longer than it takes itself; begun
 * again, it finds what is done.
 */
export class ReckonAnew0000000000007 implements MigrationInterface {
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table if not exists editions (
        edition text constraint editions_pkey primary key,
        nr      bigint generated always as identity
      )`);
    await runner.query('alter table tickets add if not exists edition text');
    await runner.query(`alter table tickets alter edition set default ''`);
    await runner.query('alter table clocks add if not exists no_due text');
    await runner.query(`
      update tickets set edition = ''
       where edition is null
         and complaint_id in (select complaint_id from clocks where state in ('armed', 'paused', 'notConfigured'))`);
    await runner.query(
      'create index if not exists tickets_with_running_clocks on tickets (edition) where edition is not null',
    );
    await runner.query(`
      create index if not exists clocks_await_decree on clocks (organisation)
        where no_due = 'notDecreed' and state = 'notConfigured'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table if exists editions');
    await runner.query('alter table clocks drop if exists no_due');
    await runner.query('alter table tickets drop if exists edition');
  }
}
