import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CountMissesTakenBack0000000000003 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query('alter table cells add misses_taken_back bigint not null default 0');
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('alter table cells drop misses_taken_back');
  }
}
