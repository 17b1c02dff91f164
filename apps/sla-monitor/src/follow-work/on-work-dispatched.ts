import { WorkDispatched } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { happened } from '../follow-tickets/follow-ticket.js';
import { FollowTickets } from '../follow-tickets/follow-tickets.js';

/** 派单: from here on the clocks are those of the unit that has the work. */
@Handles(WorkDispatched)
export class FollowWorkOnWorkDispatched implements Handler<typeof WorkDispatched, 'sla-monitor'> {
  constructor(private readonly tickets: FollowTickets) {}

  async handle(events: Received<typeof WorkDispatched>[], context: HandlerContext<'sla-monitor'>) {
    await this.tickets.follow(
      events.map((event) => ({ ...happened('work.dispatched', event), dispatchNo: event.data.dispatchNo })),
      context,
    );
  }
}
