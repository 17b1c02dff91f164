import { TicketRegistered } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { knownAtRegistration } from '@cc/procedures';
import { happened } from '../follow-tickets/follow-ticket.js';
import { FollowTickets } from '../follow-tickets/follow-tickets.js';

/** Clocks run from registration on, so that undispatched work is late too. */
@Handles(TicketRegistered)
export class ArmClocksOnTicketRegistered implements Handler<typeof TicketRegistered, 'sla-monitor'> {
  constructor(private readonly tickets: FollowTickets) {}

  async handle(events: Received<typeof TicketRegistered>[], context: HandlerContext<'sla-monitor'>) {
    await this.tickets.follow(
      events.map((event) => {
        const { bases, receivedAt, recordedAt, answerBy } = event.data;
        const news = happened('ticket.registered', event);
        const fact = {
          ...news.fact,
          receivedAt,
          ...(answerBy && { until: answerBy }),
          set: knownAtRegistration(event.data),
        };
        return { ...news, fact, registered: { bases, at: recordedAt } };
      }),
      context,
    );
  }
}
