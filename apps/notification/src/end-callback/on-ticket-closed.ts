import { TicketClosed } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { endCallbacks } from './end-callbacks.js';

/** Nobody is called about an archived ticket. */
@Handles(TicketClosed)
export class EndCallbackOnTicketClosed implements Handler<typeof TicketClosed, 'notification'> {
  async handle(events: Received<typeof TicketClosed>[], { tx }: HandlerContext<'notification'>): Promise<void> {
    await endCallbacks(
      tx,
      events.map(({ data }) => data.complaintId),
    );
  }
}
