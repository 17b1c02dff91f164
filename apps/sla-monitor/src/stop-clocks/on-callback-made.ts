import { CallbackMade } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { happened } from '../follow-tickets/follow-ticket.js';
import { FollowTickets } from '../follow-tickets/follow-tickets.js';

/** 回访: an attempt keeps the limit of the callback, whether or not it reached the customer. */
@Handles(CallbackMade)
export class StopClocksOnCallbackMade implements Handler<typeof CallbackMade, 'sla-monitor'> {
  constructor(private readonly tickets: FollowTickets) {}

  async handle(events: Received<typeof CallbackMade>[], context: HandlerContext<'sla-monitor'>) {
    await this.tickets.follow(
      events.map((event) => {
        const { outcome, attempt } = event.data;
        const news = happened('callback.made', event);
        return { ...news, fact: { ...news.fact, set: { callback: outcome, callbackAttempts: attempt } } };
      }),
      context,
    );
  }
}
