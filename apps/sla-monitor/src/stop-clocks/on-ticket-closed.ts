import { TicketClosed } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { FollowTickets } from '../follow-tickets/follow-tickets.js';

/** 归档, 撤诉: nothing runs on a closed ticket. */
@Handles(TicketClosed)
export class StopClocksOnTicketClosed implements Handler<typeof TicketClosed, 'sla-monitor'> {
  constructor(private readonly tickets: FollowTickets) {}

  async handle(events: Received<typeof TicketClosed>[], context: HandlerContext<'sla-monitor'>) {
    await this.tickets.follow(
      events.map((event) => ({
        event,
        complaintId: event.data.complaintId,
        fact: {
          name: event.data.closedAs === 'withdrawn' ? 'ticket.withdrawn' : 'ticket.closed',
          occurredAt: event.data.occurredAt,
          recordedAt: event.data.recordedAt,
        },
      })),
      context,
    );
  }
}
