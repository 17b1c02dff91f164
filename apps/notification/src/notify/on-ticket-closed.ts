import { TicketClosed } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { Notifier } from './notifier.js';

@Handles(TicketClosed)
export class NotifyOnTicketClosed implements Handler<typeof TicketClosed, 'notification'> {
  constructor(private readonly notifier: Notifier) {}

  async handle(events: Received<typeof TicketClosed>[], context: HandlerContext<'notification'>): Promise<void> {
    await this.notifier.notify(events, context);
  }
}
