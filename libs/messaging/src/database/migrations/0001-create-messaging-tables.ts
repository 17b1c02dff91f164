import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables of the protocol. Names no schema: they land where the connection's search_path points. */
export class CreateMessagingTables0000000000001 implements MigrationInterface {
  name = 'CreateMessagingTables0000000000001';

  async up(db: QueryRunner): Promise<void> {
    // Rows live for a moment: text and bytea cost half of jsonb, and the default vacuum would come too late.
    await db.query(`
      create table outbox (
        topic text not null,
        partition integer not null,
        id bigserial not null,
        event_id uuid not null,
        key text not null,
        type text not null,
        headers text not null,
        payload bytea not null,
        constraint outbox_pkey primary key (topic, partition, id)
      ) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
              autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 50000)`);
    await db.query(`
      create table relay (
        topic text not null,
        partition integer not null,
        position bigint not null,
        ids bigint[] not null,
        acked_offset bigint not null,
        constraint relay_pkey primary key (topic, partition)
      ) with (fillfactor = 50)`);
    // What a repair saw in the topic above an older database: made again, these are already there.
    await db.query(`
      create table seen_by_repair (
        event_id uuid not null,
        constraint seen_by_repair_pkey primary key (event_id)
      )`);
    await db.query(`
      create table offsets (
        consumer text not null,
        topic text not null,
        partition integer not null,
        next_offset bigint not null,
        first_offset bigint not null,
        constraint offsets_pkey primary key (consumer, topic, partition)
      ) with (fillfactor = 50)`);
    await db.query(`
      create table positions (
        consumer text not null,
        topic text not null,
        publisher text not null,
        partition integer not null,
        position bigint not null,
        constraint positions_pkey primary key (consumer, topic, publisher, partition)
      ) with (fillfactor = 50)`);
    await db.query(`
      create table dead_letters (
        id bigserial not null,
        topic text not null,
        partition integer not null,
        "offset" bigint not null,
        stream text,
        key bytea,
        value bytea,
        headers text not null,
        appended_at timestamptz not null,
        parked_at timestamptz not null,
        reason text not null,
        attempts integer not null,
        constraint dead_letters_pkey primary key (id),
        constraint dead_letters_record unique (topic, partition, "offset")
      )`);
    // Outlives the letter, which a replay deletes.
    await db.query(`
      create table letter_disclosures (
        id bigserial not null,
        letter_id bigint not null,
        topic text not null,
        partition integer not null,
        "offset" bigint not null,
        subject text not null,
        reason text not null,
        disclosed_at timestamptz not null,
        constraint letter_disclosures_pkey primary key (id)
      )`);
    await db.query(`create index dead_letters_stream on dead_letters (topic, stream, id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table letter_disclosures, dead_letters, positions, offsets, seen_by_repair, relay, outbox`);
  }
}
