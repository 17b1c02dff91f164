import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 延期: what a unit asks for waits on its ticket until somebody decides; what was written about it is kept sealed. */
export class AskForMoreTime0000000000008 implements MigrationInterface {
  name = 'AskForMoreTime0000000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table tickets add column extension_asked jsonb');
    await runner.query(
      'create index tickets_extension_asked on tickets (organisation, division) where extension_asked is not null',
    );
    await allowKinds(runner, [...BEFORE, 'extension', 'extensionRefusal']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from sealed_contents where kind in ('extension', 'extensionRefusal')`);
    await allowKinds(runner, BEFORE);
    await runner.query('alter table tickets drop column extension_asked');
  }
}

const BEFORE = ['complaint', 'urge', 'supplement', 'withdrawal', 'return', 'slip', 'replyRefusal', 'brought'];

async function allowKinds(runner: QueryRunner, kinds: readonly string[]): Promise<void> {
  await runner.query(`
    alter table sealed_contents
      drop constraint sealed_contents_kind,
      add constraint sealed_contents_kind check (kind in (${kinds.map((kind) => `'${kind}'`).join(', ')}))`);
}
