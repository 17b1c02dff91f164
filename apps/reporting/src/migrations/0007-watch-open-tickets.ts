import type { MigrationInterface, QueryRunner } from 'typeorm';

export class WatchOpenTickets0000000000007 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      alter table complaints add holder text;
      update complaints c set holder = h.holder
        from (select distinct on (complaint_id) complaint_id, case type when 'ticket.closed.v1' then null else division end as holder
                from facts
               where type in ('ticket.registered.v1', 'work.dispatched.v1', 'ticket.reopened.v1', 'ticket.closed.v1')
               order by complaint_id, seq desc) h
       where c.complaint_id = h.complaint_id;
      create index complaints_held on complaints (organisation, holder) where holder is not null;

      create table concerns (
        complaint_id uuid not null,
        about text not null,
        kind text not null,
        name jsonb not null,
        due_at timestamptz,
        why jsonb not null,
        constraint concerns_pkey primary key (complaint_id, about)
      );
      insert into concerns
      select f.complaint_id, f.data->>'clockId', 'late', f.data->'name', (f.data->>'dueAt')::timestamptz, f.data->'why'
        from (select distinct on (complaint_id, data->>'clockId') * from facts
               where type in ('deadline.missed.v1', 'deadline.met.v1', 'deadline.cancelled.v1', 'deadline.miss-taken-back.v1')
               order by complaint_id, data->>'clockId', seq desc) f
        join complaints c using (complaint_id)
       where f.type = 'deadline.missed.v1' and c.holder is not null
      union all
      select distinct on (f.complaint_id, f.data->>'kind')
             f.complaint_id, 'abnormal/' || (f.data->>'kind'), 'abnormal', jsonb_build_object('kind', f.data->>'kind'),
             null, f.data->'why'
        from facts f join complaints c using (complaint_id)
       where f.type = 'ticket.abnormal.v1' and c.holder is not null;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      drop table concerns;
      drop index complaints_held;
      alter table complaints drop holder;
    `);
  }
}
