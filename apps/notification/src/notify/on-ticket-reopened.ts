import { TicketReopened } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { Notifier } from './notifier.js';

@Handles(TicketReopened)
export class NotifyOnTicketReopened implements Handler<typeof TicketReopened, 'notification'> {
  constructor(private readonly notifier: Notifier) {}

  async handle(events: Received<typeof TicketReopened>[], context: HandlerContext<'notification'>): Promise<void> {
    await this.notifier.notify(events, context);
  }
}
