import { TicketAnswered } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';

/** 查证: what the check found of a complaint that counts. The latest finding holds, in whatever order they come. */
@Handles(TicketAnswered)
export class NoteFindingOnTicketAnswered implements Handler<typeof TicketAnswered, 'sla-monitor'> {
  async handle(events: Received<typeof TicketAnswered>[], { tx, now }: HandlerContext<'sla-monitor'>) {
    await tx.query(
      `with noted as (
         update counted_complaints c set verified = u.verified, verified_at = u.at
           from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::text[]) as u(id, verified, at, traceparent),
                counted_complaints old
          where c.complaint_id = u.id and old.complaint_id = c.complaint_id and old.rule = c.rule
            and (c.verified_at is null or c.verified_at <= u.at)
         returning c.area, c.complaint_id, c.received_at, u.traceparent, old.verified is distinct from u.verified as is_new
       )
       insert into area_recounts (area, complaint_id, received_at, due_at, traceparent)
       select area, complaint_id, received_at, $5, traceparent from noted where is_new`,
      [
        events.map(({ data }) => data.complaintId),
        events.map(({ data }) => data.verification),
        events.map(({ data }) => data.recordedAt),
        events.map(({ traceparent }) => traceparent),
        now,
      ],
    );
  }
}
