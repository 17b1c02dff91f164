import { TicketAnswered } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received, type Transaction } from '@cc/messaging';
import { TicketFollower } from './ticket-follower.js';

@Handles(TicketAnswered)
export class FollowTicketOnTicketAnswered implements Handler<typeof TicketAnswered, 'intake'> {
  constructor(private readonly follower: TicketFollower) {}

  keysOf(events: Received<typeof TicketAnswered>[], tx: Transaction) {
    return this.follower.sourceKeys(events, tx);
  }

  async handle(events: Received<typeof TicketAnswered>[], context: HandlerContext<'intake'>) {
    const news = events.map((event) => {
      const { recordedAt, occurredAt } = event.data;
      return {
        event,
        happening: { fact: 'answered' as const, recordedAt },
        tell: { progress: 'answered' as const, at: occurredAt },
      };
    });
    await this.follower.follow(news, context);
  }
}
