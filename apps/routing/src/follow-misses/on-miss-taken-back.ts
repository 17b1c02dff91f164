import { MissTakenBack } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { Rules } from '../rules.js';
import { Step } from '../step.js';
import { Tickets } from '../tickets.js';
import { followMissTakenBack } from './follow-miss.js';
import { endSupervision } from './supervise-work.js';

/** A miss that was none leaves no supervision (督办) and no change of nature behind; what it let happen stays. */
@Handles(MissTakenBack)
export class FollowMissesOnMissTakenBack implements Handler<typeof MissTakenBack, 'routing'> {
  constructor(
    private readonly rules: Rules,
    private readonly tickets: Tickets,
  ) {}

  async handle(takenBack: Received<typeof MissTakenBack>[], context: HandlerContext<'routing'>): Promise<void> {
    const tickets = await this.tickets.load(
      context.tx,
      takenBack.map(({ data }) => data.complaintId),
    );
    const steps = takenBack.map((event) => {
      const step = new Step(this.tickets.known(tickets, event.data.complaintId), event, context.now);
      endSupervision(step, event.data);
      followMissTakenBack(step, this.rules.of(step.ticket.organisation), event.data);
      return step;
    });
    await this.tickets.save(steps, context);
  }
}
