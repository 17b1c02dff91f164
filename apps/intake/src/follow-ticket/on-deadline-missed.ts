import { DeadlineMissed } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received, type Transaction } from '@cc/messaging';
import { TicketFollower } from './ticket-follower.js';

@Handles(DeadlineMissed)
export class FollowTicketOnDeadlineMissed implements Handler<typeof DeadlineMissed, 'intake'> {
  constructor(private readonly follower: TicketFollower) {}

  keysOf(events: Received<typeof DeadlineMissed>[], tx: Transaction) {
    return this.follower.sourceKeys(events, tx);
  }

  async handle(events: Received<typeof DeadlineMissed>[], context: HandlerContext<'intake'>) {
    const news = events.map((event) => {
      const { recordedAt, dueAt, name } = event.data;
      return {
        event,
        happening: { fact: 'missed' as const, recordedAt },
        tell: { progress: 'overdue' as const, at: dueAt, clock: name },
      };
    });
    await this.follower.follow(news, context);
  }
}
