import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Complaints of the past: the row of an export that they come from. */
export class ImportThePast0000000000007 implements MigrationInterface {
  name = 'ImportThePast0000000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table complaints add imported_from jsonb;
      alter table submission_items drop constraint submission_items_kind,
        add constraint submission_items_kind check (kind in ('new', 'urge', 'supplement', 'withdraw', 'past'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table complaints drop imported_from;
      alter table submission_items drop constraint submission_items_kind,
        add constraint submission_items_kind check (kind in ('new', 'urge', 'supplement', 'withdraw'));
    `);
  }
}
