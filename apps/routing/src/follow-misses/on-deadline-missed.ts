import { DeadlineMissed } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { Rules } from '../rules.js';
import { Step } from '../step.js';
import { Tickets } from '../tickets.js';
import { followMiss } from './follow-miss.js';
import { superviseWork } from './supervise-work.js';

/** Where its rule says so, a missed clock lets an event happen, changes the nature, or puts the work under supervision (督办). */
@Handles(DeadlineMissed)
export class FollowMissesOnDeadlineMissed implements Handler<typeof DeadlineMissed, 'routing'> {
  constructor(
    private readonly rules: Rules,
    private readonly tickets: Tickets,
  ) {}

  async handle(missed: Received<typeof DeadlineMissed>[], context: HandlerContext<'routing'>): Promise<void> {
    const tickets = await this.tickets.load(
      context.tx,
      missed.map(({ data }) => data.complaintId),
    );
    const steps = missed.map((event) => {
      const step = new Step(this.tickets.known(tickets, event.data.complaintId), event, context.now);
      followMiss(step, this.rules.of(step.ticket.organisation), event.data);
      superviseWork(step, event.data);
      return step;
    });
    await this.tickets.save(steps, context);
  }
}
