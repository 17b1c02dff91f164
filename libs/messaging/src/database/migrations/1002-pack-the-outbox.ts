import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A row of the outbox holds the events that a transaction published to a partition, packed, instead of one. Each event that
 * waits becomes a chunk of its own under its old id: what the heads say is in flight stays so, and keeps its positions.
 */
export class PackTheOutbox0000000001002 implements MigrationInterface {
  name = 'PackTheOutbox0000000001002';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table outbox
        add column size integer not null default 1,
        add column published_at timestamptz not null default now(),
        add column events bytea`);
    await db.query(BEHIND_ITS_LENGTH);
    await db.query(`
      update outbox as o
      set published_at = coalesce((o.headers::json ->> 'ce_time')::timestamptz, now()),
          events = int4send(octet_length(p.content)) || p.content || int4send(octet_length(p.headers)) || p.headers
      from outbox as q cross join lateral (
        select behind_its_length(convert_to(q.key, 'UTF8')) || behind_its_length(q.payload) as content,
               set_byte('\\x00', 0, count(*)::integer) || string_agg(
                 behind_its_length(convert_to(h.key, 'UTF8')) || behind_its_length(convert_to(h.value, 'UTF8')),
                 '' order by h.place) as headers
        from json_each_text(q.headers::json) with ordinality as h(key, value, place)) as p
      where o.topic = q.topic and o.partition = q.partition and o.id = q.id`);
    await db.query(`drop function behind_its_length`);
    // A page holds a chunk as it is. Bytes that were packed for Kafka are not worth packing again.
    await db.query(`
      alter table outbox
        alter column size drop default,
        alter column events set not null,
        alter column events set storage external,
        drop column event_id, drop column key, drop column type, drop column headers, drop column payload,
        set (toast_tuple_target = 8160, autovacuum_vacuum_threshold = 1000, autovacuum_analyze_threshold = 10000)`);
  }

  async down(db: QueryRunner): Promise<void> {
    const [row] = (await db.query(`select exists (select from outbox) as full`)) as { full: boolean }[];
    if (row!.full) {
      throw new Error('the outbox holds events that an older version cannot read: let the relay send them first');
    }
    await db.query(`
      alter table outbox
        drop column size, drop column published_at, drop column events,
        add column event_id uuid not null, add column key text not null, add column type text not null,
        add column headers text not null, add column payload bytea not null,
        reset (toast_tuple_target),
        set (autovacuum_vacuum_threshold = 5000, autovacuum_analyze_threshold = 50000)`);
  }
}

/** As Kafka writes a length: twice the number, seven bits a byte, the highest bit set where more follow. */
const BEHIND_ITS_LENGTH = `
  create function behind_its_length(part bytea) returns bytea language plpgsql immutable as $$
  declare
    rest bigint := 2 * octet_length(part)::bigint;
    length bytea := '';
  begin
    while rest >= 128 loop
      length := length || set_byte('\\x00', 0, ((rest & 127) | 128)::integer);
      rest := rest >> 7;
    end loop;
    return length || set_byte('\\x00', 0, rest::integer) || part;
  end $$`;
