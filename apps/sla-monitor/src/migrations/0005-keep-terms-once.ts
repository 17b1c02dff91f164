import type { MigrationInterface, QueryRunner } from 'typeorm';

const TERMS = 'rule, basis, owner, name, reason, effects';

/**
 * What rules say of clocks was most of a clock's row, written again with every change of it, and is the same for thousands.
 * The list of clocks looks at one state in the order of due instants: what is over, and grows for ever, is out of its way.
 */
export class KeepTermsOnce0000000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table clock_terms (
        id      uuid constraint clock_terms_pkey primary key,
        rule    text not null,
        basis   jsonb not null,
        owner   text not null,
        name    jsonb not null,
        reason  jsonb not null,
        effects jsonb not null
      );
      alter table clocks add terms_id uuid;
      update clocks set terms_id = md5(concat_ws(E'\\n', ${TERMS}))::uuid;
      insert into clock_terms (id, ${TERMS}) select distinct terms_id, ${TERMS} from clocks;

      drop index clocks_next_at, clocks_due_at, clocks_division_due_at;
      alter table clocks alter terms_id set not null,
        drop rule, drop basis, drop owner, drop name, drop reason, drop effects;
      create index clocks_next_at on clocks (next_at, complaint_id) where next_at is not null;
      create index clocks_due on clocks (organisation, state, due_at, complaint_id, division) where due_at is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table clocks add rule text, add basis jsonb, add owner text, add name jsonb, add reason jsonb, add effects jsonb;
      update clocks c
         set rule = t.rule, basis = t.basis, owner = t.owner, name = t.name, reason = t.reason, effects = t.effects
        from clock_terms t where t.id = c.terms_id;
      drop index clocks_due, clocks_next_at;
      alter table clocks drop terms_id, alter rule set not null, alter basis set not null, alter owner set not null,
        alter name set not null, alter reason set not null, alter effects set not null;
      create index clocks_next_at on clocks (next_at, complaint_id, clock_id) where next_at is not null;
      create index clocks_due_at on clocks (organisation, due_at, complaint_id, clock_id) where due_at is not null;
      create index clocks_division_due_at on clocks (organisation, division, due_at, complaint_id, clock_id)
        where due_at is not null;
      drop table clock_terms;
    `);
  }
}
