import { TicketClosed } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received, type Transaction } from '@cc/messaging';
import { TicketFollower } from './ticket-follower.js';

@Handles(TicketClosed)
export class FollowTicketOnTicketClosed implements Handler<typeof TicketClosed, 'intake'> {
  constructor(private readonly follower: TicketFollower) {}

  keysOf(events: Received<typeof TicketClosed>[], tx: Transaction) {
    return this.follower.sourceKeys(events, tx);
  }

  async handle(events: Received<typeof TicketClosed>[], context: HandlerContext<'intake'>) {
    const news = events.map((event) => {
      const { recordedAt, occurredAt, closedAs, onTime } = event.data;
      const progress = closedAs === 'withdrawn' ? ('withdrawn' as const) : ('closed' as const);
      return {
        event,
        happening: { fact: 'closed' as const, closedAs, onTime, at: occurredAt, recordedAt },
        tell: { progress, at: occurredAt },
      };
    });
    await this.follower.follow(news, context);
  }
}
