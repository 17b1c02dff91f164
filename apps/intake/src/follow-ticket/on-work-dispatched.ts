import { WorkDispatched } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received, type Transaction } from '@cc/messaging';
import { TicketFollower } from './ticket-follower.js';

@Handles(WorkDispatched)
export class FollowTicketOnWorkDispatched implements Handler<typeof WorkDispatched, 'intake'> {
  constructor(private readonly follower: TicketFollower) {}

  keysOf(events: Received<typeof WorkDispatched>[], tx: Transaction) {
    return this.follower.sourceKeys(events, tx);
  }

  handle(events: Received<typeof WorkDispatched>[], context: HandlerContext<'intake'>) {
    return this.follower.follow(events, context, ({ division, unit, data: { recordedAt, occurredAt } }) => ({
      happening: { fact: 'dispatched', division, unit, recordedAt },
      tell: { progress: 'dispatched', at: occurredAt },
    }));
  }
}
