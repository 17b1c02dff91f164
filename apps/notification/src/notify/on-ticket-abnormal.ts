import { TicketAbnormal } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { Notifier } from './notifier.js';

@Handles(TicketAbnormal)
export class NotifyOnTicketAbnormal implements Handler<typeof TicketAbnormal, 'notification'> {
  constructor(private readonly notifier: Notifier) {}

  async handle(events: Received<typeof TicketAbnormal>[], context: HandlerContext<'notification'>): Promise<void> {
    await this.notifier.notify(events, context);
  }
}
