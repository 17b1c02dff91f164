import { DeadlineMissed } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received, type Transaction } from '@cc/messaging';
import { TicketFollower } from './ticket-follower.js';

@Handles(DeadlineMissed)
export class FollowTicketOnDeadlineMissed implements Handler<typeof DeadlineMissed, 'intake'> {
  constructor(private readonly follower: TicketFollower) {}

  keysOf(events: Received<typeof DeadlineMissed>[], tx: Transaction) {
    return this.follower.sourceKeys(events, tx);
  }

  handle(events: Received<typeof DeadlineMissed>[], context: HandlerContext<'intake'>) {
    return this.follower.follow(events, context, ({ data: { recordedAt, dueAt, name } }) => ({
      happening: { fact: 'missed', recordedAt },
      tell: { progress: 'overdue', at: dueAt, clock: name },
    }));
  }
}
