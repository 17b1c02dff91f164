import { ComplaintImported } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { Contact } from '../contact.entity.js';

/** Nobody is told anything about the past. Whom to write to is kept for the day on which somebody adopts what is open. */
@Handles(ComplaintImported)
export class KeepContactOnComplaintImported implements Handler<typeof ComplaintImported, 'notification'> {
  async handle(imported: Received<typeof ComplaintImported>[], { tx }: HandlerContext<'notification'>): Promise<void> {
    const contacts = imported
      .filter(({ data }) => data.outcome === 'waiting')
      .map(({ organisation, division, unit, data }) => ({
        complaintId: data.complaintId,
        organisation,
        division,
        unit,
        number: data.number,
        customer: data.customer,
        problem: data.text,
        slip: null,
      }));
    await tx.insertAll(Contact, contacts, { onConflict: 'ignore' });
  }
}
