import { TicketAnswered } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { happened } from '../follow-tickets/follow-ticket.js';
import { FollowTickets } from '../follow-tickets/follow-tickets.js';

/** 回复客户: the clocks that run to the answer are met, in time or late. */
@Handles(TicketAnswered)
export class StopClocksOnTicketAnswered implements Handler<typeof TicketAnswered, 'sla-monitor'> {
  constructor(private readonly tickets: FollowTickets) {}

  async handle(events: Received<typeof TicketAnswered>[], context: HandlerContext<'sla-monitor'>) {
    await this.tickets.follow(
      events.map((event) => happened('ticket.answered', event)),
      context,
    );
  }
}
