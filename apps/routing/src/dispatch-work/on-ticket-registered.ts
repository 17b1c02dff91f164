import { TicketRegistered } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { Rules } from '../rules.js';
import { Tickets } from '../tickets.js';
import { registerTicket } from './register-ticket.js';

/** Every ticket has a unit from the moment we know it. */
@Handles(TicketRegistered)
export class DispatchWorkOnTicketRegistered implements Handler<typeof TicketRegistered, 'routing'> {
  constructor(
    private readonly rules: Rules,
    private readonly tickets: Tickets,
  ) {}

  async handle(registered: Received<typeof TicketRegistered>[], context: HandlerContext<'routing'>): Promise<void> {
    const known = await this.tickets.load(
      context.tx,
      registered.map(({ data }) => data.complaintId),
    );
    const steps = registered
      .filter(({ data }) => !known.has(data.complaintId))
      .map((event) => registerTicket(event, this.rules.of(event.organisation), context.now));
    await this.tickets.save(steps, context);
  }
}
