import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Auditors ask at whom a person looked, and when. */
export class FindDisclosuresByWhoLooked0000000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index disclosures_subject on disclosures (organisation, subject, disclosed_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index disclosures_subject');
  }
}
