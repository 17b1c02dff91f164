import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TellWhenAbnormalTicketsAreDue0000000000012 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      alter table concerns add next_clock jsonb;
      update concerns c set (due_at, next_clock) = (
        select due_at, name
          from (select distinct on (data ->> 'clockId') type, data -> 'name' as name,
                       (case type when 'deadline.revised.v1' then data ->> 'after' else data ->> 'dueAt' end)::timestamptz as due_at
                  from facts
                 where complaint_id = c.complaint_id
                   and type in ('deadline.armed.v1', 'deadline.paused.v1', 'deadline.resumed.v1', 'deadline.revised.v1',
                                'deadline.missed.v1', 'deadline.met.v1', 'deadline.cancelled.v1')
                 order by data ->> 'clockId', seq desc) clock
         where type in ('deadline.armed.v1', 'deadline.resumed.v1', 'deadline.revised.v1')
         order by due_at limit 1)
       where c.kind = 'abnormal';
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      update concerns set due_at = null where kind = 'abnormal';
      alter table concerns drop next_clock;
    `);
  }
}
