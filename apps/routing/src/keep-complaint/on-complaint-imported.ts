import { ComplaintImported } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { SealedContent } from '../sealed-content.entity.js';
import { toContent } from './sealed-content.js';

/** Of the past only what is still open may become work, once a person adopts it. */
@Handles(ComplaintImported)
export class KeepComplaintOnComplaintImported implements Handler<typeof ComplaintImported, 'routing'> {
  async handle(imported: Received<typeof ComplaintImported>[], { tx }: HandlerContext<'routing'>): Promise<void> {
    const open = imported.filter(({ data }) => data.outcome === 'waiting');
    await tx.insertAll(SealedContent, open.map(toContent), { onConflict: 'ignore' });
  }
}
