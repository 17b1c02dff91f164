import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A message to a desk is read there, the newest first, and marked by who has read it. Columns come last: nobody reads from then on. */
export class ShowMessagesToDesks0000000000007 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      create index messages_desk on messages (organisation, recipient_division, created_at, message_id)
        where channel = 'desk';
      alter table messages add seen_at timestamptz, add seen_by text;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      drop index messages_desk;
      alter table messages drop seen_at, drop seen_by;
    `);
  }
}
