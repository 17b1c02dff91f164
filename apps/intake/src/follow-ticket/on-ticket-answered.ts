import { TicketAnswered } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received, type Transaction } from '@cc/messaging';
import { TicketFollower } from './ticket-follower.js';

@Handles(TicketAnswered)
export class FollowTicketOnTicketAnswered implements Handler<typeof TicketAnswered, 'intake'> {
  constructor(private readonly follower: TicketFollower) {}

  keysOf(events: Received<typeof TicketAnswered>[], tx: Transaction) {
    return this.follower.sourceKeys(events, tx);
  }

  handle(events: Received<typeof TicketAnswered>[], context: HandlerContext<'intake'>) {
    return this.follower.follow(events, context, ({ data: { recordedAt, occurredAt } }) => ({
      happening: { fact: 'answered', recordedAt },
      tell: { progress: 'answered', at: occurredAt },
    }));
  }
}
