import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who sees all divisions, and who asks for what nobody has seen, reads no more than a page. While an index is built, readers go on and
 * writers wait; built concurrently it would wait for the instance that waits for the lock of the migrations, and that for it.
 */
export class FindDeskMessagesOfAllDivisions0000000000009 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      create index messages_desk_all on messages (organisation, created_at, message_id) where channel = 'desk';
      create index messages_desk_unseen on messages (organisation, recipient_division, created_at, message_id)
        where channel = 'desk' and seen_at is null;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('drop index messages_desk_all, messages_desk_unseen');
  }
}
