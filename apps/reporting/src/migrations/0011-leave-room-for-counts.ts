import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A cell is counted up with every batch and its key never changes: with room on the page its index is left alone. */
export class LeaveRoomForCounts0000000000011 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query('alter table cells set (fillfactor = 50)');
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('alter table cells reset (fillfactor)');
  }
}
