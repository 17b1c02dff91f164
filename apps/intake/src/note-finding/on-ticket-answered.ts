import { TicketAnswered } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';

/** 查证: what the check found is known with the answer; a complaint found untrue counts towards nothing any more. */
@Handles(TicketAnswered)
export class NoteFindingOnTicketAnswered implements Handler<typeof TicketAnswered, 'intake'> {
  async handle(events: Received<typeof TicketAnswered>[], { tx }: HandlerContext<'intake'>): Promise<void> {
    await tx.query(
      `update complaints c set verified = u.verified, verified_at = u.at
       from unnest($1::uuid[], $2::text[], $3::timestamptz[]) as u(id, verified, at)
       where c.id = u.id and (c.verified_at is null or c.verified_at <= u.at)`,
      [
        events.map(({ data }) => data.complaintId),
        events.map(({ data }) => data.verification),
        events.map(({ data }) => data.recordedAt),
      ],
    );
  }
}
