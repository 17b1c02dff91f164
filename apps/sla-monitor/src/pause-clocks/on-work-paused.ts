import { WorkPaused } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { FollowTickets } from '../follow-tickets/follow-tickets.js';

/** 挂起: the clocks whose rules allow it stand still. */
@Handles(WorkPaused)
export class PauseClocksOnWorkPaused implements Handler<typeof WorkPaused, 'sla-monitor'> {
  constructor(private readonly tickets: FollowTickets) {}

  async handle(events: Received<typeof WorkPaused>[], context: HandlerContext<'sla-monitor'>) {
    await this.tickets.follow(
      events.map((event) => {
        const { complaintId, occurredAt, recordedAt, reasonCode: reason } = event.data;
        return { event, complaintId, fact: { name: 'work.paused', occurredAt, recordedAt, reason } };
      }),
      context,
    );
  }
}
