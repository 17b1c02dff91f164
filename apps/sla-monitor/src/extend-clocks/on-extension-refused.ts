import { ExtensionRefused } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { happened } from '../follow-tickets/follow-ticket.js';
import { FollowTickets } from '../follow-tickets/follow-tickets.js';

/** 不予延期: the clock stays as it was; a procedure may have one that waits for the decision. */
@Handles(ExtensionRefused)
export class FollowRefusalOnExtensionRefused implements Handler<typeof ExtensionRefused, 'sla-monitor'> {
  constructor(private readonly tickets: FollowTickets) {}

  async handle(events: Received<typeof ExtensionRefused>[], context: HandlerContext<'sla-monitor'>) {
    await this.tickets.follow(
      events.map((event) => happened('extension.refused', event)),
      context,
    );
  }
}
