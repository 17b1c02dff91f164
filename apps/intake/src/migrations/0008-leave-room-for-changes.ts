import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The status of a complaint follows its work, and no index has the status: with room on the page for the old and the new
 * version of every row of a batch, none of the table's indexes is written for it.
 */
export class LeaveRoomForChanges0000000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table complaints set (fillfactor = 50)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table complaints reset (fillfactor)');
  }
}
