import { ComplaintRecorded } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { SealedContent } from '../sealed-content.entity.js';
import { toContent } from './sealed-content.js';

/** Keeps who complained and about what, sealed as it came, for the work orders to come; only what may become a ticket. */
@Handles(ComplaintRecorded)
export class KeepComplaintOnComplaintRecorded implements Handler<typeof ComplaintRecorded, 'routing'> {
  async handle(recorded: Received<typeof ComplaintRecorded>[], { tx }: HandlerContext<'routing'>): Promise<void> {
    const toWork = recorded.filter(({ data }) => data.outcome === 'ticket' || data.outcome === 'waiting');
    await tx.insertAll(SealedContent, toWork.map(toContent), { onConflict: 'ignore' });
  }
}
