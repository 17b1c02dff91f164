import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every service that shows customers keeps who looked in the same table. Before, only callback agents were shown one here. */
export class NameDisclosuresAsEverywhere0000000000004 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      alter table disclosures rename column shown_to to subject;
      alter table disclosures rename column shown_at to disclosed_at;
      alter table disclosures
        add column unit text,
        add column roles text[] not null default '{callback-agent}',
        add column reason text not null default 'callback';
      alter table disclosures alter column roles drop default, alter column reason drop default;
      drop index disclosures_of_complaint;
      create index disclosures_complaint on disclosures (complaint_id, disclosed_at);
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      drop index disclosures_complaint;
      create index disclosures_of_complaint on disclosures (complaint_id);
      alter table disclosures drop column reason, drop column roles, drop column unit;
      alter table disclosures rename column disclosed_at to shown_at;
      alter table disclosures rename column subject to shown_to;
    `);
  }
}
