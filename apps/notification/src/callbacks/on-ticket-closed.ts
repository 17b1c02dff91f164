import { TicketClosed } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';

/** Nobody is called about an archived ticket. */
@Handles(TicketClosed)
export class EndCallbackOnTicketClosed implements Handler<typeof TicketClosed, 'notification'> {
  async handle(events: Received<typeof TicketClosed>[], { tx }: HandlerContext<'notification'>): Promise<void> {
    await tx.query(`update callbacks set state = 'ended' where state = 'open' and complaint_id = any($1)`, [
      events.map(({ data }) => data.complaintId),
    ]);
  }
}
