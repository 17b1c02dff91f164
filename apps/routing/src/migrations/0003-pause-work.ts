import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Work rests (挂起) only while a unit has accepted it and has not replied: what ends the work ends its pause. */
export class PauseWork0000000000003 implements MigrationInterface {
  name = 'PauseWork0000000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table tickets
        add column paused_at timestamptz,
        add column paused_for text,
        add constraint tickets_paused check
          ((paused_at is null) = (paused_for is null) and (paused_at is null or stage = 'accepted'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table tickets drop column paused_at, drop column paused_for');
  }
}
