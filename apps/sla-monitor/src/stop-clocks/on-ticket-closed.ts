import { TicketClosed } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { happened } from '../follow-tickets/follow-ticket.js';
import { FollowTickets } from '../follow-tickets/follow-tickets.js';

/** 归档, 撤诉: nothing runs on a closed ticket. */
@Handles(TicketClosed)
export class StopClocksOnTicketClosed implements Handler<typeof TicketClosed, 'sla-monitor'> {
  constructor(private readonly tickets: FollowTickets) {}

  async handle(events: Received<typeof TicketClosed>[], context: HandlerContext<'sla-monitor'>) {
    await this.tickets.follow(
      events.map((event) =>
        happened(event.data.closedAs === 'withdrawn' ? 'ticket.withdrawn' : 'ticket.closed', event),
      ),
      context,
    );
  }
}
