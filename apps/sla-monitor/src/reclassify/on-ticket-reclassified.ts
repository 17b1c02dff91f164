import { TicketReclassified } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { happened } from '../follow-tickets/follow-ticket.js';
import { FollowTickets } from '../follow-tickets/follow-tickets.js';

/** 重新定性: clocks of the nature that the ticket was of end, and those of its new one run. */
@Handles(TicketReclassified)
export class ReclassifyOnTicketReclassified implements Handler<typeof TicketReclassified, 'sla-monitor'> {
  constructor(private readonly tickets: FollowTickets) {}

  async handle(events: Received<typeof TicketReclassified>[], context: HandlerContext<'sla-monitor'>) {
    await this.tickets.follow(
      events.map((event) => {
        const news = happened('ticket.reclassified', event);
        return { ...news, fact: { ...news.fact, set: { nature: event.data.nature } } };
      }),
      context,
    );
  }
}
