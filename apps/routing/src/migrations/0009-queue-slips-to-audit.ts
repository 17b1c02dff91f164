import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who audits reads the slips of many divisions by due time; few of all tickets wait for it. */
export class QueueSlipsToAudit0000000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index tickets_to_audit on tickets (organisation, coalesce(due_at, 'infinity'::timestamptz), complaint_id)
        where stage = 'replied'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index tickets_to_audit');
  }
}
