import { DeadlineWarned } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { Notifier } from './notifier.js';

@Handles(DeadlineWarned)
export class NotifyOnDeadlineWarned implements Handler<typeof DeadlineWarned, 'notification'> {
  constructor(private readonly notifier: Notifier) {}

  async handle(events: Received<typeof DeadlineWarned>[], context: HandlerContext<'notification'>): Promise<void> {
    await this.notifier.notify(events, context);
  }
}
