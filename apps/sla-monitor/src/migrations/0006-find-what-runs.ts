import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whoever leads a division looks at its running clocks, a few among those of all divisions. Only what runs is in this index:
 * it does not grow with what is over. And a clock whose terms are gone could not be explained, so they cannot go.
 */
export class FindWhatRuns0000000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index clocks_running on clocks (organisation, division, state, due_at, complaint_id)
        where due_at is not null and state in ('armed', 'paused')`);
    await runner.query(`
      alter table clocks add constraint clocks_terms_id_fkey foreign key (terms_id) references clock_terms (id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table clocks drop constraint clocks_terms_id_fkey');
    await runner.query('drop index clocks_running');
  }
}
