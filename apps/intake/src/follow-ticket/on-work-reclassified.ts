import { WorkReclassified } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { TicketFollower } from './ticket-follower.js';

/** The register shows the nature that the ticket has now; to its source it is the same complaint. */
@Handles(WorkReclassified)
export class FollowTicketOnWorkReclassified implements Handler<typeof WorkReclassified, 'intake'> {
  constructor(private readonly follower: TicketFollower) {}

  handle(events: Received<typeof WorkReclassified>[], context: HandlerContext<'intake'>) {
    return this.follower.follow(events, context, ({ data: { recordedAt, nature } }) => ({
      happening: { fact: 'reclassified', nature, recordedAt },
      tell: null,
    }));
  }
}
