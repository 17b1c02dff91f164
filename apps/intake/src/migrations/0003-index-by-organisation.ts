import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Two organisations may hold complaints about one number: neither looks through the other's. And each reconciles its own day. */
export class IndexByOrganisation0000000000003 implements MigrationInterface {
  name = 'IndexByOrganisation0000000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index complaints_number_hash, complaints_last_four_hash;
      create index complaints_number_hash on complaints (organisation, number_hash, recorded_at);
      create index complaints_last_four_hash on complaints (organisation, last_four_hash, recorded_at);
      create index duplicate_submissions_received on duplicate_submissions (organisation, received_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index complaints_number_hash, complaints_last_four_hash, duplicate_submissions_received;
      create index complaints_number_hash on complaints (number_hash, recorded_at);
      create index complaints_last_four_hash on complaints (last_four_hash, recorded_at);
    `);
  }
}
