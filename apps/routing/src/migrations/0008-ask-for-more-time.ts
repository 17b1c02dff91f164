import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * 延期: what a unit asks for waits on its ticket until somebody decides. Each statement is a transaction of its own, so that
 * nobody waits for the index as for the column; begun again, it finds what is done.
 */
export class AskForMoreTime0000000000008 implements MigrationInterface {
  name = 'AskForMoreTime0000000000008';
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table tickets add column if not exists extension_asked jsonb');
    await runner.query(`
      create index if not exists tickets_extension_asked on tickets (organisation, division)
        where extension_asked is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table tickets drop column if exists extension_asked');
  }
}
