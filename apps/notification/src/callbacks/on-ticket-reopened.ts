import { TicketReopened } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';

/** The answer was not good enough; a new one will owe a new callback. */
@Handles(TicketReopened)
export class EndCallbackOnTicketReopened implements Handler<typeof TicketReopened, 'notification'> {
  async handle(events: Received<typeof TicketReopened>[], { tx }: HandlerContext<'notification'>): Promise<void> {
    await tx.query(`update callbacks set state = 'ended' where state = 'open' and complaint_id = any($1)`, [
      events.map(({ data }) => data.complaintId),
    ]);
  }
}
