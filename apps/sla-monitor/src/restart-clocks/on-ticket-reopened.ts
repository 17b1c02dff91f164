import { TicketReopened } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { happened } from '../follow-tickets/follow-ticket.js';
import { FollowTickets } from '../follow-tickets/follow-tickets.js';

/** An unsatisfied customer is owed a new answer; the rules say which clocks run anew. */
@Handles(TicketReopened)
export class RestartClocksOnTicketReopened implements Handler<typeof TicketReopened, 'sla-monitor'> {
  constructor(private readonly tickets: FollowTickets) {}

  async handle(events: Received<typeof TicketReopened>[], context: HandlerContext<'sla-monitor'>) {
    await this.tickets.follow(
      events.map((event) => happened('ticket.reopened', event)),
      context,
    );
  }
}
