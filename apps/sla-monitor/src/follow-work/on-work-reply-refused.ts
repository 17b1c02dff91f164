import { WorkReplyRefused } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { happened } from '../follow-tickets/follow-ticket.js';
import { FollowTickets } from '../follow-tickets/follow-tickets.js';

/** 回单审核不通过. */
@Handles(WorkReplyRefused)
export class FollowWorkOnWorkReplyRefused implements Handler<typeof WorkReplyRefused, 'sla-monitor'> {
  constructor(private readonly tickets: FollowTickets) {}

  async handle(events: Received<typeof WorkReplyRefused>[], context: HandlerContext<'sla-monitor'>) {
    await this.tickets.follow(
      events.map((event) => happened('work.replyRefused', event)),
      context,
    );
  }
}
