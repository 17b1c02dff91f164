import { DeadlineWarned } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { Rules } from '../rules.js';
import { Step } from '../step.js';
import { Tickets } from '../tickets.js';
import { tellWarning } from './tell-warning.js';

/** 预警: the unit that has the work hears on its division's topic which deadline is near. */
@Handles(DeadlineWarned)
export class TellWarningOnDeadlineWarned implements Handler<typeof DeadlineWarned, 'routing'> {
  constructor(
    private readonly tickets: Tickets,
    private readonly rules: Rules,
  ) {}

  async handle(warned: Received<typeof DeadlineWarned>[], context: HandlerContext<'routing'>): Promise<void> {
    const tickets = await this.tickets.load(
      context.tx,
      warned.map(({ data }) => data.complaintId),
    );
    const steps = warned.map((event) => {
      const step = new Step(this.tickets.known(tickets, event.data.complaintId), event, context.now);
      tellWarning(step, this.rules.of(step.ticket.organisation), event.data);
      return step;
    });
    await this.tickets.save(steps, context);
  }
}
