import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A message is claimed and then done with: with a column for the claim that no index has, and room on its page, the claim writes
 * the row alone. Nothing looks messages up by complaint.
 */
export class ClaimWithoutAnIndex0000000000005 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      alter table messages add claimed_until timestamptz, set (fillfactor = 50);
      drop index messages_of_complaint;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      create index messages_of_complaint on messages (complaint_id);
      update messages set next_attempt_at = greatest(next_attempt_at, claimed_until) where state = 'waiting';
      alter table messages drop claimed_until, reset (fillfactor);
    `);
  }
}
