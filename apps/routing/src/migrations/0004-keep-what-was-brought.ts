import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Fields and documents that actions bring (补充). A slip of before has said what a slip says. */
export class KeepWhatWasBrought0000000000004 implements MigrationInterface {
  name = 'KeepWhatWasBrought0000000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table tickets
        add column known jsonb not null default '{}',
        add column documents jsonb not null default '[]'`);
    await runner.query(`
      update tickets
         set known = jsonb_build_object('verified', verification, 'result', true),
             documents = '["return-slip"]'
       where verification is not null`);
    await runner.query(`alter table tickets alter column known drop default, alter column documents drop default`);
    await allowKinds(runner, [...BEFORE, 'brought']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from sealed_contents where kind = 'brought'`);
    await allowKinds(runner, BEFORE);
    await runner.query('alter table tickets drop column known, drop column documents');
  }
}

const BEFORE = ['complaint', 'urge', 'supplement', 'withdrawal', 'return', 'slip', 'replyRefusal'];

async function allowKinds(runner: QueryRunner, kinds: readonly string[]): Promise<void> {
  await runner.query(`
    alter table sealed_contents
      drop constraint sealed_contents_kind,
      add constraint sealed_contents_kind check (kind in (${kinds.map((kind) => `'${kind}'`).join(', ')}))`);
}
