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
      with closings as (
        select complaint_id, max(seq) as seq from facts where type = 'ticket.closed.v1' group by 1
      ),
      watched as (
        -- Whatever was wrong before a ticket was closed is settled with it, also where it is open again.
        select f.* from facts f join complaints c using (complaint_id) left join closings l using (complaint_id)
         where c.holder is not null and (l.seq is null or f.seq > l.seq)
           and f.type in ('deadline.missed.v1', 'deadline.met.v1', 'deadline.cancelled.v1', 'deadline.miss-taken-back.v1', 'ticket.abnormal.v1')
      ),
      latest as (
        select distinct on (complaint_id, about) *
          from (select *, case type when 'ticket.abnormal.v1' then 'abnormal/' || (data->>'kind') else data->>'clockId' end as about
                  from watched) w
         order by complaint_id, about, seq desc
      )
      insert into concerns
      select complaint_id, about, 'late', data->'name', (data->>'dueAt')::timestamptz, data->'why'
        from latest where type = 'deadline.missed.v1'
      union all
      select complaint_id, about, 'abnormal', jsonb_build_object('kind', data->>'kind'), null, data->'why'
        from latest where type = 'ticket.abnormal.v1';
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
