import { TicketAnswered } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { Notifier } from './notifier.js';

@Handles(TicketAnswered)
export class NotifyOnTicketAnswered implements Handler<typeof TicketAnswered, 'notification'> {
  constructor(private readonly notifier: Notifier) {}

  async handle(answered: Received<typeof TicketAnswered>[], context: HandlerContext<'notification'>): Promise<void> {
    await this.notifier.notify(answered, context);
  }
}
