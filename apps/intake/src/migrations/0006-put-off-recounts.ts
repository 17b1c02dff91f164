import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A recount that fails is looked at later, and holds up no other. */
export class PutOffRecounts0000000000006 implements MigrationInterface {
  name = 'PutOffRecounts0000000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table recounts add look_at timestamptz;
      update recounts set look_at = requested_at;
      alter table recounts alter look_at set not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table recounts drop look_at');
  }
}
