import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The id of an event is as good as random, and nobody looks a fact up by it: its index was written all over for each fact.
 * Publisher, partition and position are as unique and come in order. The few facts of a complaint are sorted when read.
 */
export class KnowFactsByTheirPlace0000000000010 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      alter table facts drop constraint facts_pkey,
        add constraint facts_pkey primary key (publisher, partition, position, recorded_at);
      drop index facts_in_order_sent, facts_of_complaint;
      create index facts_of_complaint on facts (complaint_id);
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      alter table facts drop constraint facts_pkey, add constraint facts_pkey primary key (event_id, recorded_at);
      drop index facts_of_complaint;
      create index facts_of_complaint on facts (complaint_id, seq);
      create index facts_in_order_sent on facts (publisher, partition, position);
    `);
  }
}
