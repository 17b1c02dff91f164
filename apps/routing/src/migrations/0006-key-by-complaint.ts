import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What belongs to a complaint is always looked for with it: with the complaint first in the key, one index does for what is
 * the same row and for what a complaint has. Its few rows are sorted when they are read.
 */
export class KeyByComplaint0000000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index work_orders_dispatch_no, decisions_of_complaint, sealed_contents_of_complaint;
      alter table work_orders drop constraint work_orders_pkey,
        add constraint work_orders_pkey primary key (complaint_id, dispatch_no);
      alter table decisions drop constraint decisions_pkey,
        add constraint decisions_pkey primary key (complaint_id, decision_id);
      alter table sealed_contents drop constraint sealed_contents_pkey,
        add constraint sealed_contents_pkey primary key (complaint_id, content_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table work_orders drop constraint work_orders_pkey, add constraint work_orders_pkey primary key (work_order_id);
      alter table decisions drop constraint decisions_pkey, add constraint decisions_pkey primary key (decision_id);
      alter table sealed_contents drop constraint sealed_contents_pkey,
        add constraint sealed_contents_pkey primary key (content_id);
      create unique index work_orders_dispatch_no on work_orders (complaint_id, dispatch_no);
      create index decisions_of_complaint on decisions (complaint_id, decided_at, place);
      create index sealed_contents_of_complaint on sealed_contents (complaint_id, kept_at);
    `);
  }
}
