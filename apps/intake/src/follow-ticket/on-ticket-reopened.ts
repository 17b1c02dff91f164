import { TicketReopened } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received, type Transaction } from '@cc/messaging';
import { TicketFollower } from './ticket-follower.js';

@Handles(TicketReopened)
export class FollowTicketOnTicketReopened implements Handler<typeof TicketReopened, 'intake'> {
  constructor(private readonly follower: TicketFollower) {}

  keysOf(events: Received<typeof TicketReopened>[], tx: Transaction) {
    return this.follower.sourceKeys(events, tx);
  }

  async handle(events: Received<typeof TicketReopened>[], context: HandlerContext<'intake'>) {
    const news = events.map((event) => {
      const { recordedAt, occurredAt, times } = event.data;
      return {
        event,
        happening: { fact: 'reopened' as const, times, recordedAt },
        tell: { progress: 'reopened' as const, at: occurredAt },
      };
    });
    await this.follower.follow(news, context);
  }
}
