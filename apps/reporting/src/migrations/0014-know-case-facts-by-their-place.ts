import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Publisher, partition and position, so that a gap among facts of cases is seen. Those of before have none. */
export class KnowCaseFactsByTheirPlace0000000000014 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      alter table case_facts add publisher text, add partition int, add position bigint;
      create unique index case_facts_in_order_sent on case_facts (publisher, partition, position);
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('alter table case_facts drop publisher, drop partition, drop position');
  }
}
