import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The id of an action stands for what it asked. Of actions from before nobody can say; they keep their first answer. */
export class KeepWhatAnActionAsked0000000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table actions add asked text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table actions drop asked');
  }
}
