import { WorkAccepted } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received, type Transaction } from '@cc/messaging';
import { TicketFollower } from './ticket-follower.js';

@Handles(WorkAccepted)
export class FollowTicketOnWorkAccepted implements Handler<typeof WorkAccepted, 'intake'> {
  constructor(private readonly follower: TicketFollower) {}

  keysOf(events: Received<typeof WorkAccepted>[], tx: Transaction) {
    return this.follower.sourceKeys(events, tx);
  }

  async handle(events: Received<typeof WorkAccepted>[], context: HandlerContext<'intake'>) {
    const news = events.map((event) => {
      const { recordedAt, occurredAt } = event.data;
      return {
        event,
        happening: { fact: 'accepted' as const, recordedAt },
        tell: { progress: 'accepted' as const, at: occurredAt },
      };
    });
    await this.follower.follow(news, context);
  }
}
