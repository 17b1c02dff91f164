import { DeadlinePaused } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received, type Transaction } from '@cc/messaging';
import { TicketFollower } from './ticket-follower.js';

/** The promise rests with the clock that it came from: until the work goes on nobody can say when the answer is due. */
@Handles(DeadlinePaused)
export class FollowTicketOnDeadlinePaused implements Handler<typeof DeadlinePaused, 'intake'> {
  constructor(private readonly follower: TicketFollower) {}

  keysOf(events: Received<typeof DeadlinePaused>[], tx: Transaction) {
    return this.follower.sourceKeys(events, tx);
  }

  handle(events: Received<typeof DeadlinePaused>[], context: HandlerContext<'intake'>) {
    return this.follower.follow(events, context, ({ data: { recordedAt, pausedAt, before, name } }) => ({
      happening: { fact: 'rests', before, recordedAt },
      tell: { progress: 'paused', at: pausedAt, clock: name, answerBy: null },
    }));
  }
}
