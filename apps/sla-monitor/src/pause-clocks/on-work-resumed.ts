import { WorkResumed } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { happened } from '../follow-tickets/follow-ticket.js';
import { FollowTickets } from '../follow-tickets/follow-tickets.js';

/** 解挂: the clocks that stood still run again, and are due later by so much. */
@Handles(WorkResumed)
export class ResumeClocksOnWorkResumed implements Handler<typeof WorkResumed, 'sla-monitor'> {
  constructor(private readonly tickets: FollowTickets) {}

  async handle(events: Received<typeof WorkResumed>[], context: HandlerContext<'sla-monitor'>) {
    await this.tickets.follow(
      events.map((event) => happened('work.resumed', event)),
      context,
    );
  }
}
