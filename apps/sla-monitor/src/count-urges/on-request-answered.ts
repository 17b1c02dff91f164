import { RequestAnswered } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { FollowTickets } from '../follow-tickets/follow-tickets.js';

/**
 * 催办: counts the urges that the owner of the work accepted. A withdrawal moves clocks when the ticket is closed by it,
 * a supplement never does.
 */
@Handles(RequestAnswered)
export class CountUrgesOnRequestAnswered implements Handler<typeof RequestAnswered, 'sla-monitor'> {
  constructor(private readonly tickets: FollowTickets) {}

  async handle(events: Received<typeof RequestAnswered>[], context: HandlerContext<'sla-monitor'>) {
    const urged = events.filter(({ data }) => data.kind === 'urge' && data.result === 'accepted');
    await this.tickets.follow(
      urged.map((event) => ({ event, complaintId: event.data.complaintId, urges: event.data.urges })),
      context,
    );
  }
}
