import type { Transaction } from '@cc/messaging';
import { Injectable } from '@nestjs/common';
import { toldBy, type ToldOfCase } from './told-by-case-facts.js';

/** Keeps what cases are and who was part of them when, one statement a table however many facts. */
@Injectable()
export class CaseKeeper {
  async keep(facts: readonly ToldOfCase[], tx: Transaction): Promise<void> {
    const { cases, stays } = toldBy(facts);
    await tx.query(
      `insert into cases (case_id, organisation, division, said, opened_at, confirmed_at, withdrawn_at)
       select * from unnest($1::uuid[], $2::text[], $3::text[], $4::jsonb[], $5::timestamptz[], $6::timestamptz[], $7::timestamptz[])
       on conflict (case_id) do update
         set said = excluded.said, confirmed_at = coalesce(cases.confirmed_at, excluded.confirmed_at),
             withdrawn_at = coalesce(cases.withdrawn_at, excluded.withdrawn_at)`,
      [
        cases.map(({ caseId }) => caseId),
        cases.map(({ organisation }) => organisation),
        cases.map(({ division }) => division),
        cases.map(({ said }) => JSON.stringify(said)),
        cases.map(({ openedAt }) => openedAt),
        cases.map(({ confirmedAt }) => confirmedAt),
        cases.map(({ withdrawnAt }) => withdrawnAt),
      ],
    );
    if (stays.length === 0) return;
    await tx.query(
      `insert into case_members (case_id, complaint_id, joined_at, left_at)
       select told.case_id, told.complaint_id, coalesce(told.joined_at, open.joined_at, told.told_at), told.left_at
         from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[])
                as told(case_id, complaint_id, joined_at, left_at, told_at)
         left join case_members open on open.case_id = told.case_id and open.complaint_id = told.complaint_id
                                    and open.left_at is null and told.joined_at is null
       on conflict (case_id, complaint_id, joined_at) do update set left_at = excluded.left_at`,
      [
        stays.map(({ caseId }) => caseId),
        stays.map(({ complaintId }) => complaintId),
        stays.map(({ joinedAt }) => joinedAt),
        stays.map(({ leftAt }) => leftAt),
        stays.map(({ toldAt }) => toldAt),
      ],
    );
  }
}
