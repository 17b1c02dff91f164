import { WorkReplyApproved } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { happened } from '../follow-tickets/follow-ticket.js';
import { FollowTickets } from '../follow-tickets/follow-tickets.js';

/** 回单审核通过: whoever audits has a limit too, and has kept it. */
@Handles(WorkReplyApproved)
export class FollowWorkOnWorkReplyApproved implements Handler<typeof WorkReplyApproved, 'sla-monitor'> {
  constructor(private readonly tickets: FollowTickets) {}

  async handle(events: Received<typeof WorkReplyApproved>[], context: HandlerContext<'sla-monitor'>) {
    await this.tickets.follow(
      events.map((event) => happened('work.replyApproved', event)),
      context,
    );
  }
}
