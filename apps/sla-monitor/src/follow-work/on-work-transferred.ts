import { WorkTransferred } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { FollowTickets } from '../follow-tickets/follow-tickets.js';

/** 转派. */
@Handles(WorkTransferred)
export class FollowWorkOnWorkTransferred implements Handler<typeof WorkTransferred, 'sla-monitor'> {
  constructor(private readonly tickets: FollowTickets) {}

  async handle(events: Received<typeof WorkTransferred>[], context: HandlerContext<'sla-monitor'>) {
    await this.tickets.follow(
      events.map((event) => ({
        event,
        complaintId: event.data.complaintId,
        fact: { name: 'work.transferred', occurredAt: event.data.occurredAt, recordedAt: event.data.recordedAt },
      })),
      context,
    );
  }
}
