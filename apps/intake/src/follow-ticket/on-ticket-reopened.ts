import { TicketReopened } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received, type Transaction } from '@cc/messaging';
import { TicketFollower } from './ticket-follower.js';

@Handles(TicketReopened)
export class FollowTicketOnTicketReopened implements Handler<typeof TicketReopened, 'intake'> {
  constructor(private readonly follower: TicketFollower) {}

  keysOf(events: Received<typeof TicketReopened>[], tx: Transaction) {
    return this.follower.sourceKeys(events, tx);
  }

  handle(events: Received<typeof TicketReopened>[], context: HandlerContext<'intake'>) {
    return this.follower.follow(events, context, ({ data: { recordedAt, occurredAt, times } }) => ({
      happening: { fact: 'reopened', times, recordedAt },
      tell: { progress: 'reopened', at: occurredAt },
    }));
  }
}
