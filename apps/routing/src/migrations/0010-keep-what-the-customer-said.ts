import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a customer said who was called back (回访), and what was written for or against more time (延期), is kept sealed with what
 * else was written about the complaint. The rows of before are read once, and nobody waits meanwhile: a constraint that is
 * not yet valid is set at once, and made valid in a transaction of its own.
 */
export class KeepWhatTheCustomerSaid0000000000010 implements MigrationInterface {
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await allowKinds(runner, [...BEFORE, ...NEW]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('delete from sealed_contents where kind = any($1)', [NEW]);
    await allowKinds(runner, BEFORE);
  }
}

const BEFORE = ['complaint', 'urge', 'supplement', 'withdrawal', 'return', 'slip', 'replyRefusal', 'brought'];
const NEW = ['extension', 'extensionRefusal', 'callback'];

async function allowKinds(runner: QueryRunner, kinds: readonly string[]): Promise<void> {
  await runner.query(`
    alter table sealed_contents
      drop constraint sealed_contents_kind,
      add constraint sealed_contents_kind check (kind in (${kinds.map((kind) => `'${kind}'`).join(', ')})) not valid`);
  await runner.query('alter table sealed_contents validate constraint sealed_contents_kind');
}
