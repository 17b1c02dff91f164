import { DeadlineRevised } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received, type Transaction } from '@cc/messaging';
import { TicketFollower } from './ticket-follower.js';

/** More time was granted, or a rule, a calendar or a late fact moved the clock that the promise came from. */
@Handles(DeadlineRevised)
export class FollowTicketOnDeadlineRevised implements Handler<typeof DeadlineRevised, 'intake'> {
  constructor(private readonly follower: TicketFollower) {}

  keysOf(events: Received<typeof DeadlineRevised>[], tx: Transaction) {
    return this.follower.sourceKeys(events, tx);
  }

  handle(events: Received<typeof DeadlineRevised>[], context: HandlerContext<'intake'>) {
    return this.follower.follow(events, context, ({ data: { recordedAt, before, after, name } }) => ({
      happening: { fact: 'moved', before, dueAt: after, recordedAt },
      tell: { progress: 'answerByMoved', at: recordedAt, clock: name, answerBy: after },
    }));
  }
}
