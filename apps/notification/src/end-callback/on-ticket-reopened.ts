import { TicketReopened } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { endCallbacks } from './end-callbacks.js';

/** The answer was not good enough; a new one will owe a new callback. */
@Handles(TicketReopened)
export class EndCallbackOnTicketReopened implements Handler<typeof TicketReopened, 'notification'> {
  async handle(events: Received<typeof TicketReopened>[], { tx }: HandlerContext<'notification'>): Promise<void> {
    await endCallbacks(
      tx,
      events.map(({ data }) => data.complaintId),
    );
  }
}
