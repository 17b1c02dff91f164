import { DeadlineMissed } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { Step } from '../step.js';
import { Tickets } from '../tickets.js';
import { superviseWork } from './supervise-work.js';

/** A missed clock puts the work under supervision (督办) where its rule says so. */
@Handles(DeadlineMissed)
export class SuperviseWorkOnDeadlineMissed implements Handler<typeof DeadlineMissed, 'routing'> {
  constructor(private readonly tickets: Tickets) {}

  async handle(missed: Received<typeof DeadlineMissed>[], context: HandlerContext<'routing'>): Promise<void> {
    const tickets = await this.tickets.load(
      context.tx,
      missed.map(({ data }) => data.complaintId),
    );
    const steps = missed.map((event) => {
      const step = new Step(this.tickets.known(tickets, event.data.complaintId), event, context.now);
      superviseWork(step, event.data);
      return step;
    });
    await this.tickets.save(steps, context);
  }
}
