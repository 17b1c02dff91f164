import { TicketAnswered } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';

/** 查证: what the check found is known with the answer; a complaint found untrue counts towards nothing any more. */
@Handles(TicketAnswered)
export class NoteFindingOnTicketAnswered implements Handler<typeof TicketAnswered, 'intake'> {
  async handle(events: Received<typeof TicketAnswered>[], { tx, now }: HandlerContext<'intake'>): Promise<void> {
    // Asked for again at the same instant, a recount may have begun without the later finding: its time moves on.
    await tx.query(
      `with noted as (
         update complaints c set verified = u.verified, verified_at = u.at
         from unnest($1::uuid[], $2::text[], $3::timestamptz[]) as u(id, verified, at), complaints old
         where c.id = u.id and old.id = u.id and c.verified is distinct from u.verified and (c.verified_at is null or c.verified_at <= u.at)
         returning c.id, u.verified = 'untrue' or old.verified = 'untrue' as counts_otherwise
       )
       insert into recounts (complaint_id, requested_at, look_at) select id, $4, $4 from noted where counts_otherwise
       on conflict (complaint_id) do update
         set requested_at = greatest(recounts.requested_at + interval '1 ms', excluded.requested_at),
             look_at = excluded.look_at`,
      [
        events.map(({ data }) => data.complaintId),
        events.map(({ data }) => data.verification),
        events.map(({ data }) => data.recordedAt),
        now,
      ],
    );
  }
}
