import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A batch of tickets is registered, and soon afterwards dispatched: every row of the same pages changes at once, mostly in
 * columns that no index has. With room on the page for both versions the indexes stay as they are.
 */
export class LeaveRoomForChanges0000000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table clocks set (fillfactor = 50)');
    await runner.query('alter table tickets set (fillfactor = 50)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table tickets reset (fillfactor)');
    await runner.query('alter table clocks reset (fillfactor)');
  }
}
