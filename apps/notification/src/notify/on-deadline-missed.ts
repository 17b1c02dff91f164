import { DeadlineMissed } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { Notifier } from './notifier.js';

@Handles(DeadlineMissed)
export class NotifyOnDeadlineMissed implements Handler<typeof DeadlineMissed, 'notification'> {
  constructor(private readonly notifier: Notifier) {}

  async handle(events: Received<typeof DeadlineMissed>[], context: HandlerContext<'notification'>): Promise<void> {
    await this.notifier.notify(events, context);
  }
}
