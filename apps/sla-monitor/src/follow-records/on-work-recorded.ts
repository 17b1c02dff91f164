import { WorkRecorded } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import type { RecordedEvent } from '@cc/procedures';
import { happened } from '../follow-tickets/follow-ticket.js';
import { FollowTickets } from '../follow-tickets/follow-tickets.js';

/** 登记: clocks start and end by what the procedures call it, and look at what became known with it. */
@Handles(WorkRecorded)
export class FollowRecordsOnWorkRecorded implements Handler<typeof WorkRecorded, 'sla-monitor'> {
  constructor(private readonly tickets: FollowTickets) {}

  async handle(events: Received<typeof WorkRecorded>[], context: HandlerContext<'sla-monitor'>) {
    await this.tickets.follow(
      events.map((event) => {
        const { event: name, set } = event.data;
        const news = happened(name as RecordedEvent, event);
        return Object.keys(set).length === 0 ? news : { ...news, fact: { ...news.fact, set } };
      }),
      context,
    );
  }
}
