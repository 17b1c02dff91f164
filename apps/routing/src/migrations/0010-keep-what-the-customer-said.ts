import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a customer said who was called back (回访) is kept with what else was written about the complaint. */
export class KeepWhatTheCustomerSaid0000000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await allowKinds(runner, [...BEFORE, 'callback']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from sealed_contents where kind = 'callback'`);
    await allowKinds(runner, BEFORE);
  }
}

const BEFORE = [
  'complaint',
  'urge',
  'supplement',
  'withdrawal',
  'return',
  'slip',
  'replyRefusal',
  'brought',
  'extension',
  'extensionRefusal',
];

async function allowKinds(runner: QueryRunner, kinds: readonly string[]): Promise<void> {
  await runner.query(`
    alter table sealed_contents
      drop constraint sealed_contents_kind,
      add constraint sealed_contents_kind check (kind in (${kinds.map((kind) => `'${kind}'`).join(', ')}))`);
}
