import { ExtensionRequested } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { happened } from '../follow-tickets/follow-ticket.js';
import { FollowTickets } from '../follow-tickets/follow-tickets.js';

/** 申请延期: a request moves no clock; a procedure may have one that waits for it. */
@Handles(ExtensionRequested)
export class FollowRequestOnExtensionRequested implements Handler<typeof ExtensionRequested, 'sla-monitor'> {
  constructor(private readonly tickets: FollowTickets) {}

  async handle(events: Received<typeof ExtensionRequested>[], context: HandlerContext<'sla-monitor'>) {
    await this.tickets.follow(
      events.map((event) => happened('extension.requested', event)),
      context,
    );
  }
}
