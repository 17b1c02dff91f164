import { WorkDispatched } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { Notifier } from './notifier.js';

@Handles(WorkDispatched)
export class NotifyOnWorkDispatched implements Handler<typeof WorkDispatched, 'notification'> {
  constructor(private readonly notifier: Notifier) {}

  async handle(events: Received<typeof WorkDispatched>[], context: HandlerContext<'notification'>): Promise<void> {
    await this.notifier.notify(events, context);
  }
}
