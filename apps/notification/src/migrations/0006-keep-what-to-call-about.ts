import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who calls a customer back (回访) must know what about. Contacts of before know neither; the next slip comes to them too. */
export class KeepWhatToCallAbout0000000000006 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query('alter table contacts add problem text, add slip text');
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('alter table contacts drop problem, drop slip');
  }
}
