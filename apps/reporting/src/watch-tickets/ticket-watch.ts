import type { Transaction } from '@cc/messaging';
import { Injectable } from '@nestjs/common';
import { clocksToLookAt, concernChanges, holdersAfter, type WatchedFact } from './ticket-changes.js';

/** 在办与关注: which division has each open ticket, and what is wrong with it, one statement a table. */
@Injectable()
export class TicketWatch {
  /** After these facts are archived and their complaints on record. */
  async follow(facts: readonly WatchedFact[], tx: Transaction): Promise<void> {
    await moveTickets(holdersAfter(facts), tx);
    await keepConcerns(facts, tx);
    await tellNextClocks(clocksToLookAt(facts), tx);
  }
}

/** Most tickets stay where they were recorded, and are written with it. */
async function moveTickets(holders: ReadonlyMap<string, string | null>, tx: Transaction): Promise<void> {
  if (holders.size === 0) return;
  await tx.query(
    `update complaints c set holder = h.holder
       from unnest($1::uuid[], $2::text[]) as h(complaint_id, holder)
      where c.complaint_id = h.complaint_id and c.holder is distinct from h.holder`,
    [[...holders.keys()], [...holders.values()]],
  );
}

async function keepConcerns(facts: readonly WatchedFact[], tx: Transaction): Promise<void> {
  const { settled, ended, raised } = concernChanges(facts);
  if (settled.length + ended.length > 0) {
    await tx.query(
      `delete from concerns c
        where c.complaint_id = any($1)
           or (c.complaint_id, c.about) in (select * from unnest($2::uuid[], $3::text[]))`,
      [settled, ended.map(({ complaintId }) => complaintId), ended.map(({ about }) => about)],
    );
  }
  if (raised.length === 0) return;
  await tx.query(
    `insert into concerns (complaint_id, about, kind, name, due_at, why)
     select * from unnest($1::uuid[], $2::text[], $3::text[], $4::jsonb[], $5::timestamptz[], $6::jsonb[])
     on conflict (complaint_id, about) do update set due_at = excluded.due_at, why = excluded.why`,
    [
      raised.map(({ complaintId }) => complaintId),
      raised.map(({ about }) => about),
      raised.map(({ kind }) => kind),
      raised.map(({ name }) => JSON.stringify(name)),
      raised.map(({ dueAt }) => dueAt),
      raised.map(({ why }) => JSON.stringify(why)),
    ],
  );
}

/** An abnormal ticket has missed nothing, and is pressing by the clock that runs out next. Few tickets are: the others are not looked at. */
async function tellNextClocks(complaintIds: readonly string[], tx: Transaction): Promise<void> {
  if (complaintIds.length === 0) return;
  await tx.query(
    `update concerns c set (due_at, next_clock) = (
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
      where c.kind = 'abnormal' and c.complaint_id = any($1)`,
    [complaintIds],
  );
}
