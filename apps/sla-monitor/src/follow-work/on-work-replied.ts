import { WorkReplied } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { happened } from '../follow-tickets/follow-ticket.js';
import { FollowTickets } from '../follow-tickets/follow-tickets.js';

/** 回单: a slip is no answer yet; the rules say which clocks it stops. */
@Handles(WorkReplied)
export class FollowWorkOnWorkReplied implements Handler<typeof WorkReplied, 'sla-monitor'> {
  constructor(private readonly tickets: FollowTickets) {}

  async handle(events: Received<typeof WorkReplied>[], context: HandlerContext<'sla-monitor'>) {
    await this.tickets.follow(
      events.map((event) => happened('work.replied', event)),
      context,
    );
  }
}
