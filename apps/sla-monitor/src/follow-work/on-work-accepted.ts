import { WorkAccepted } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { happened } from '../follow-tickets/follow-ticket.js';
import { FollowTickets } from '../follow-tickets/follow-tickets.js';

/** 接单. */
@Handles(WorkAccepted)
export class FollowWorkOnWorkAccepted implements Handler<typeof WorkAccepted, 'sla-monitor'> {
  constructor(private readonly tickets: FollowTickets) {}

  async handle(events: Received<typeof WorkAccepted>[], context: HandlerContext<'sla-monitor'>) {
    await this.tickets.follow(
      events.map((event) => happened('work.accepted', event)),
      context,
    );
  }
}
