import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What rules over many complaints look at: the province a complaint is counted in, hashes of who and where, what the check found. */
export class CountOverManyComplaints0000000000004 implements MigrationInterface {
  name = 'CountOverManyComplaints0000000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table complaints add province text, add customer_hash text, add household_hash text, add verified_at timestamptz,
        add verified text constraint complaints_verified check (verified in ('true', 'untrue', 'unclear'));
      update complaints set province = case when division ~ '^[1-9][0-9]$' then division
        else coalesce(left(fault_region, 2), left(home_region, 2), left(number_region, 2), division) end;
      alter table complaints alter province set not null;

      create index complaints_counted on complaints (organisation, category, province, received_at);
      create index complaints_counted_upgraded on complaints (organisation, category, province, received_at)
        where channel_level <> 'province';
      create index complaints_counted_customer on complaints (organisation, customer_hash, received_at);
      create index complaints_number_closed on complaints (organisation, number_hash, closed_at) where closed_at is not null;
      create index complaints_number_open on complaints (organisation, number_hash, recorded_at)
        where outcome = 'ticket' and closed_at is null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index complaints_number_open, complaints_number_closed, complaints_counted_customer,
        complaints_counted_upgraded, complaints_counted;
      alter table complaints drop province, drop customer_hash, drop household_hash, drop verified, drop verified_at;
    `);
  }
}
