import { TicketClosed } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';

/** 撤诉: who takes a complaint back may leave its case; the rule of the case says so. */
@Handles(TicketClosed)
export class NoteWithdrawalOnTicketClosed implements Handler<typeof TicketClosed, 'sla-monitor'> {
  async handle(events: Received<typeof TicketClosed>[], { tx, now }: HandlerContext<'sla-monitor'>) {
    const withdrawn = events.filter(({ data }) => data.closedAs === 'withdrawn');
    if (withdrawn.length === 0) return;
    await tx.query(
      `with noted as (
         update counted_complaints c set withdrawn_at = u.at
           from unnest($1::uuid[], $2::timestamptz[], $3::text[]) as u(id, at, traceparent)
          where c.complaint_id = u.id and c.withdrawn_at is null
         returning c.area, c.complaint_id, c.received_at, u.traceparent
       )
       insert into area_recounts (area, complaint_id, received_at, due_at, traceparent)
       select area, complaint_id, received_at, $4, traceparent from noted`,
      [
        withdrawn.map(({ data }) => data.complaintId),
        withdrawn.map(({ data }) => data.occurredAt),
        withdrawn.map(({ traceparent }) => traceparent),
        now,
      ],
    );
  }
}
