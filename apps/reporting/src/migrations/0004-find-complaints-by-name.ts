import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FindComplaintsByName0000000000004 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      create index complaints_of_number on complaints (number);
      create index facts_of_submission on facts ((data #>> '{submission,sourceId}'), (data #>> '{submission,source}'))
        where type = 'complaint.recorded.v1';
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('drop index facts_of_submission, complaints_of_number');
  }
}
