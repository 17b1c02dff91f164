import { MissTakenBack } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { Step } from '../step.js';
import { Tickets } from '../tickets.js';
import { endSupervision } from './supervise-work.js';

/** A miss that was none leaves no supervision (督办) behind. */
@Handles(MissTakenBack)
export class EndSupervisionOnMissTakenBack implements Handler<typeof MissTakenBack, 'routing'> {
  constructor(private readonly tickets: Tickets) {}

  async handle(takenBack: Received<typeof MissTakenBack>[], context: HandlerContext<'routing'>): Promise<void> {
    const tickets = await this.tickets.load(
      context.tx,
      takenBack.map(({ data }) => data.complaintId),
    );
    const steps = takenBack.map((event) => {
      const step = new Step(this.tickets.known(tickets, event.data.complaintId), event, context.now);
      endSupervision(step, event.data);
      return step;
    });
    await this.tickets.save(steps, context);
  }
}
