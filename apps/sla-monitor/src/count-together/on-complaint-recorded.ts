import { ComplaintRecorded } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { CountTogether } from './count-together.js';

/** A complaint that may become part of a case is kept, with or without a ticket, and counted soon after. */
@Handles(ComplaintRecorded)
export class CountOnComplaintRecorded implements Handler<typeof ComplaintRecorded, 'sla-monitor'> {
  constructor(private readonly together: CountTogether) {}

  async handle(events: Received<typeof ComplaintRecorded>[], context: HandlerContext<'sla-monitor'>) {
    await this.together.count(events, context);
  }
}
