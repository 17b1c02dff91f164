import { ExtensionGranted } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { happened } from '../follow-tickets/follow-ticket.js';
import { FollowTickets } from '../follow-tickets/follow-tickets.js';

/** 准予延期: the clock is due later, and warned of anew. */
@Handles(ExtensionGranted)
export class ExtendClockOnExtensionGranted implements Handler<typeof ExtensionGranted, 'sla-monitor'> {
  constructor(private readonly tickets: FollowTickets) {}

  async handle(events: Received<typeof ExtensionGranted>[], context: HandlerContext<'sla-monitor'>) {
    await this.tickets.follow(
      events.map((event) => {
        const { clockId, until, consenting: by, askedAt } = event.data;
        const news = happened('extension.granted', event);
        return { ...news, fact: { ...news.fact, extension: { clockId, until, by, askedAt } } };
      }),
      context,
    );
  }
}
