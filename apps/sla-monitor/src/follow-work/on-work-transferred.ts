import { WorkTransferred } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { happened } from '../follow-tickets/follow-ticket.js';
import { FollowTickets } from '../follow-tickets/follow-tickets.js';

/** 转派. */
@Handles(WorkTransferred)
export class FollowWorkOnWorkTransferred implements Handler<typeof WorkTransferred, 'sla-monitor'> {
  constructor(private readonly tickets: FollowTickets) {}

  async handle(events: Received<typeof WorkTransferred>[], context: HandlerContext<'sla-monitor'>) {
    await this.tickets.follow(
      events.map((event) => happened('work.transferred', event)),
      context,
    );
  }
}
