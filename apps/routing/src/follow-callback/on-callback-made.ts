import { CallbackMade, type SealedCallbackText } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { Sealing } from '@cc/service-kit';
import { Rules } from '../rules.js';
import { Step } from '../step.js';
import { Tickets } from '../tickets.js';
import { followCallback } from './follow-callback.js';

/** The customer's word after the answer archives the ticket or sets the work going again. */
@Handles(CallbackMade)
export class FollowCallbackOnCallbackMade implements Handler<typeof CallbackMade, 'routing'> {
  constructor(
    private readonly rules: Rules,
    private readonly tickets: Tickets,
    private readonly sealing: Sealing,
  ) {}

  async handle(made: Received<typeof CallbackMade>[], context: HandlerContext<'routing'>): Promise<void> {
    const tickets = await this.tickets.load(
      context.tx,
      made.map(({ data }) => data.complaintId),
    );
    const steps = made.map((event) => {
      const step = new Step(this.tickets.known(tickets, event.data.complaintId), event, context.now);
      followCallback(step, this.rules.of(step.ticket.organisation), event.data, this.opened(event));
      return step;
    });
    await this.tickets.save(steps, context);
  }

  private opened({ data: { said, complaintId } }: Received<typeof CallbackMade>) {
    return said ? { sealed: said, text: this.sealing.open<SealedCallbackText>(said, complaintId).text } : null;
  }
}
