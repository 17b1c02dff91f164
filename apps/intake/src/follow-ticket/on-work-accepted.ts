import { WorkAccepted } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received, type Transaction } from '@cc/messaging';
import { TicketFollower } from './ticket-follower.js';

@Handles(WorkAccepted)
export class FollowTicketOnWorkAccepted implements Handler<typeof WorkAccepted, 'intake'> {
  constructor(private readonly follower: TicketFollower) {}

  keysOf(events: Received<typeof WorkAccepted>[], tx: Transaction) {
    return this.follower.sourceKeys(events, tx);
  }

  handle(events: Received<typeof WorkAccepted>[], context: HandlerContext<'intake'>) {
    return this.follower.follow(events, context, ({ data: { recordedAt, occurredAt } }) => ({
      happening: { fact: 'accepted', recordedAt },
      tell: { progress: 'accepted', at: occurredAt },
    }));
  }
}
