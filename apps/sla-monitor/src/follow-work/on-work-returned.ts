import { WorkReturned } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { happened } from '../follow-tickets/follow-ticket.js';
import { FollowTickets } from '../follow-tickets/follow-tickets.js';

/** 驳回: work that goes back and forth is abnormal. */
@Handles(WorkReturned)
export class FollowWorkOnWorkReturned implements Handler<typeof WorkReturned, 'sla-monitor'> {
  constructor(private readonly tickets: FollowTickets) {}

  async handle(events: Received<typeof WorkReturned>[], context: HandlerContext<'sla-monitor'>) {
    await this.tickets.follow(
      events.map((event) => ({ ...happened('work.returned', event), returns: event.data.returns })),
      context,
    );
  }
}
