import { MissTakenBack } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received, type Transaction } from '@cc/messaging';
import { TicketFollower } from './ticket-follower.js';

@Handles(MissTakenBack)
export class FollowTicketOnMissTakenBack implements Handler<typeof MissTakenBack, 'intake'> {
  constructor(private readonly follower: TicketFollower) {}

  keysOf(events: Received<typeof MissTakenBack>[], tx: Transaction) {
    return this.follower.sourceKeys(events, tx);
  }

  handle(events: Received<typeof MissTakenBack>[], context: HandlerContext<'intake'>) {
    return this.follower.follow(events, context, ({ data: { recordedAt, name } }) => ({
      happening: { fact: 'missTakenBack', recordedAt },
      tell: { progress: 'notOverdue', at: recordedAt, clock: name },
    }));
  }
}
