import type { MigrationInterface, QueryRunner } from 'typeorm';

const FOUND_BY = `(data #>> '{submission,sourceId}'), (data #>> '{submission,source}')`;

/** Complaints of the past (历史投诉), and those of them that were still open; found by what their source calls them. */
export class CountThePast0000000000006 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      alter table cells add imported bigint not null default 0, add imported_open bigint not null default 0;
      drop index facts_of_submission;
      create index facts_of_submission on facts (${FOUND_BY})
        where type in ('complaint.recorded.v1', 'complaint.imported.v1');
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      drop index facts_of_submission;
      create index facts_of_submission on facts (${FOUND_BY}) where type = 'complaint.recorded.v1';
      alter table cells drop imported, drop imported_open;
    `);
  }
}
