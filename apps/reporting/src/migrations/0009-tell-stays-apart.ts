import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who leaves a case and comes back was away in between: a row for each stay, made anew from the archive of facts. */
export class TellStaysApart0000000000009 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      alter table case_members drop constraint case_members_pkey,
        add constraint case_members_pkey primary key (case_id, complaint_id, joined_at);
      delete from case_members;
      with told as (
        select case_id, seq, (data ->> 'recordedAt')::timestamptz as at, true as is_in, value::uuid as complaint_id
          from case_facts, jsonb_array_elements_text(data -> 'joined')
        union all
        select case_id, seq, (data ->> 'recordedAt')::timestamptz, false, (value ->> 'complaintId')::uuid
          from case_facts, jsonb_array_elements(data -> 'left')
      ),
      changes as (
        select *, lag(is_in, 1, false) over stay as was_in from told window stay as (partition by case_id, complaint_id order by seq, is_in)
      ),
      stays as (
        select *, lead(at) over (partition by case_id, complaint_id order by seq, is_in) as left_at
          from changes where is_in <> was_in
      )
      insert into case_members (case_id, complaint_id, joined_at, left_at)
      select case_id, complaint_id, at, left_at from stays where is_in;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      delete from case_members m using case_members later
       where later.case_id = m.case_id and later.complaint_id = m.complaint_id and later.joined_at > m.joined_at;
      alter table case_members drop constraint case_members_pkey,
        add constraint case_members_pkey primary key (case_id, complaint_id);
    `);
  }
}
