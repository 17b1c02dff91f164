import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Three indexes by business number become one: what is open stands at its end in the order of registration, what is closed
 * in the order of closing. Few complaints are linked to another, and nothing looks items up by complaint.
 */
export class IndexWhatIsLookedUp0000000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index complaints_of_number on complaints (organisation, number_hash, closed_at, recorded_at);
      drop index complaints_number_hash, complaints_number_open, complaints_number_closed, complaints_linked_to,
        submission_items_complaint;
      create index complaints_linked_to on complaints (linked_to) where linked_to is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index submission_items_complaint on submission_items (complaint_id);
      create index complaints_number_closed on complaints (organisation, number_hash, closed_at) where closed_at is not null;
      create index complaints_number_open on complaints (organisation, number_hash, recorded_at)
        where outcome = 'ticket' and closed_at is null;
      create index complaints_number_hash on complaints (organisation, number_hash, recorded_at);
      drop index complaints_of_number, complaints_linked_to;
      create index complaints_linked_to on complaints (linked_to);
    `);
  }
}
