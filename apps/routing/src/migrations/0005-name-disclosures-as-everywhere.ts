import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every service that shows customers keeps who looked in the same table. Before, routing showed them with the work order alone. */
export class NameDisclosuresAsEverywhere0000000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table disclosures rename column disclosure_id to id;
      alter table disclosures add column reason text not null default 'work order';
      alter table disclosures alter column reason drop default;
      alter table disclosures alter column unit drop not null;
      alter table disclosures rename column roles to roles_before;
      alter table disclosures add column roles text[];
      update disclosures set roles = array(select jsonb_array_elements_text(roles_before));
      alter table disclosures alter column roles set not null;
      alter table disclosures drop column roles_before;
      alter index disclosures_of_complaint rename to disclosures_complaint;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter index disclosures_complaint rename to disclosures_of_complaint;
      alter table disclosures alter column roles type jsonb using to_jsonb(roles);
      alter table disclosures alter column unit set not null;
      alter table disclosures drop column reason;
      alter table disclosures rename column id to disclosure_id;
    `);
  }
}
