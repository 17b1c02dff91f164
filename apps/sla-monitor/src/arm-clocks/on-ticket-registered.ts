import { TicketRegistered } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { FollowTickets } from '../follow-tickets/follow-tickets.js';

/** Clocks run from registration on, so that undispatched work is late too. */
@Handles(TicketRegistered)
export class ArmClocksOnTicketRegistered implements Handler<typeof TicketRegistered, 'sla-monitor'> {
  constructor(private readonly tickets: FollowTickets) {}

  async handle(events: Received<typeof TicketRegistered>[], context: HandlerContext<'sla-monitor'>) {
    await this.tickets.follow(
      events.map((event) => {
        const { complaintId, bases, occurredAt, receivedAt, recordedAt } = event.data;
        return {
          event,
          complaintId,
          fact: { name: 'ticket.registered', occurredAt, receivedAt, recordedAt },
          registered: { bases, at: recordedAt },
        };
      }),
      context,
    );
  }
}
