import { WorkDispatched } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received, type Transaction } from '@cc/messaging';
import { TicketFollower } from './ticket-follower.js';

@Handles(WorkDispatched)
export class FollowTicketOnWorkDispatched implements Handler<typeof WorkDispatched, 'intake'> {
  constructor(private readonly follower: TicketFollower) {}

  keysOf(events: Received<typeof WorkDispatched>[], tx: Transaction) {
    return this.follower.sourceKeys(events, tx);
  }

  async handle(events: Received<typeof WorkDispatched>[], context: HandlerContext<'intake'>) {
    const news = events.map((event) => {
      const { recordedAt, occurredAt } = event.data;
      const { division, unit } = event;
      return {
        event,
        happening: { fact: 'dispatched' as const, division, unit, recordedAt },
        tell: { progress: 'dispatched' as const, at: occurredAt },
      };
    });
    await this.follower.follow(news, context);
  }
}
