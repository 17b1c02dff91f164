import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A callback is recorded by a request of its own, which must not begin another trace. */
export class TraceCallbacks0000000000003 implements MigrationInterface {
  name = 'TraceCallbacks0000000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table callbacks add column traceparent text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table callbacks drop column traceparent');
  }
}
