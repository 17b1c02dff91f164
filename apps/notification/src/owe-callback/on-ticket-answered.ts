import { TicketAnswered } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { Callback } from '../callback.entity.js';
import { endCallbacks } from '../end-callback/end-callbacks.js';
import { openCallback } from './open-callback.js';

/** An answer that comes while a callback is still open replaces it: the customer is asked about the newest answer. */
@Handles(TicketAnswered)
export class OweCallbackOnTicketAnswered implements Handler<typeof TicketAnswered, 'notification'> {
  async handle(
    answered: Received<typeof TicketAnswered>[],
    { tx, now }: HandlerContext<'notification'>,
  ): Promise<void> {
    const callbacks = answered.flatMap((event) => openCallback(event, now));

    await endCallbacks(
      tx,
      callbacks.map(({ complaintId }) => complaintId),
    );
    await tx.insertAll(Callback, callbacks);
  }
}
