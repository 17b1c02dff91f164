import { DeadlineResumed } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received, type Transaction } from '@cc/messaging';
import { TicketFollower } from './ticket-follower.js';

/** The promise moves by what the pause lasted. */
@Handles(DeadlineResumed)
export class FollowTicketOnDeadlineResumed implements Handler<typeof DeadlineResumed, 'intake'> {
  constructor(private readonly follower: TicketFollower) {}

  keysOf(events: Received<typeof DeadlineResumed>[], tx: Transaction) {
    return this.follower.sourceKeys(events, tx);
  }

  handle(events: Received<typeof DeadlineResumed>[], context: HandlerContext<'intake'>) {
    return this.follower.follow(events, context, ({ data: { recordedAt, resumedAt, before, dueAt, name } }) => ({
      happening: { fact: 'moved', before, dueAt, recordedAt },
      tell: { progress: 'resumed', at: resumedAt, clock: name, answerBy: dueAt },
    }));
  }
}
