import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Complaints around which counts have changed, until those counted with them have been looked at again. */
export class Recount0000000000005 implements MigrationInterface {
  name = 'Recount0000000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table recounts (
        complaint_id uuid constraint recounts_pkey primary key,
        requested_at timestamptz not null
      );
      alter table complaints add assessed_as text;
      update complaints set assessed_as = nature;
      alter table complaints alter assessed_as set not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table recounts; alter table complaints drop assessed_as');
  }
}
