import { WorkPaused } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { happened } from '../follow-tickets/follow-ticket.js';
import { FollowTickets } from '../follow-tickets/follow-tickets.js';

/** 挂起: the clocks whose rules allow it stand still. */
@Handles(WorkPaused)
export class PauseClocksOnWorkPaused implements Handler<typeof WorkPaused, 'sla-monitor'> {
  constructor(private readonly tickets: FollowTickets) {}

  async handle(events: Received<typeof WorkPaused>[], context: HandlerContext<'sla-monitor'>) {
    await this.tickets.follow(
      events.map((event) => {
        const news = happened('work.paused', event);
        return { ...news, fact: { ...news.fact, reason: event.data.reasonCode } };
      }),
      context,
    );
  }
}
