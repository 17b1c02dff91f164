import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Dead letters that were given up. Its number stands behind those of the services, whose tables are there already where
 * messaging's first migration ran without it.
 */
export class KeepDiscardedLetters0000000001001 implements MigrationInterface {
  name = 'KeepDiscardedLetters0000000001001';

  async up(db: QueryRunner): Promise<void> {
    // For a day the first migration made this table.
    await db.query(`
      create table if not exists discarded_letters (
        letter_id bigint not null,
        topic text not null,
        partition integer not null,
        "offset" bigint not null,
        stream text,
        parked_at timestamptz not null,
        parked_for text not null,
        subject text not null,
        reason text not null,
        discarded_at timestamptz not null,
        constraint discarded_letters_pkey primary key (letter_id)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table discarded_letters`);
  }
}
