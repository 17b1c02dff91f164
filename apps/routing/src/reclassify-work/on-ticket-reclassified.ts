import { TicketReclassified } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { Step } from '../step.js';
import { Tickets } from '../tickets.js';
import { reclassifyWork } from './reclassify-work.js';

/** A count over many complaints makes work major that was ordinary, or what it was again. */
@Handles(TicketReclassified)
export class ReclassifyWorkOnTicketReclassified implements Handler<typeof TicketReclassified, 'routing'> {
  constructor(private readonly tickets: Tickets) {}

  async handle(events: Received<typeof TicketReclassified>[], context: HandlerContext<'routing'>): Promise<void> {
    const tickets = await this.tickets.load(
      context.tx,
      events.map(({ data }) => data.complaintId),
    );
    const steps = events.map((event) => {
      const step = new Step(this.tickets.known(tickets, event.data.complaintId), event, context.now);
      reclassifyWork(step, event.data);
      return step;
    });
    await this.tickets.save(steps, context);
  }
}
