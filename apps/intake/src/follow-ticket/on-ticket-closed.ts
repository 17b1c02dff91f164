import { TicketClosed } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received, type Transaction } from '@cc/messaging';
import { TicketFollower } from './ticket-follower.js';

@Handles(TicketClosed)
export class FollowTicketOnTicketClosed implements Handler<typeof TicketClosed, 'intake'> {
  constructor(private readonly follower: TicketFollower) {}

  keysOf(events: Received<typeof TicketClosed>[], tx: Transaction) {
    return this.follower.sourceKeys(events, tx);
  }

  handle(events: Received<typeof TicketClosed>[], context: HandlerContext<'intake'>) {
    return this.follower.follow(events, context, ({ data: { recordedAt, occurredAt, closedAs, onTime } }) => ({
      happening: { fact: 'closed', closedAs, onTime, at: occurredAt, recordedAt },
      tell: { progress: closedAs === 'withdrawn' ? 'withdrawn' : 'closed', at: occurredAt },
    }));
  }
}
