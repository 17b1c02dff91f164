import { TicketRegistered } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { CountTogether } from './count-together.js';

/** A complaint of the past was recorded by nobody here: it counts from its adoption on, as one that came in then. */
@Handles(TicketRegistered)
export class CountOnTicketRegistered implements Handler<typeof TicketRegistered, 'sla-monitor'> {
  constructor(private readonly together: CountTogether) {}

  async handle(events: Received<typeof TicketRegistered>[], context: HandlerContext<'sla-monitor'>) {
    const adopted = events.filter(({ data }) => data.adoptedBy !== undefined);
    await this.together.count(
      adopted.map((event) => {
        const { numberHash = null, ...data } = event.data;
        return { ...event, data: { ...data, numberHash, outcome: 'ticket' as const } };
      }),
      context,
    );
  }
}
