import { ComplaintRecorded } from '@cc/contracts';
import { Handles, type Handler, type HandlerContext, type Received } from '@cc/messaging';
import { Contact } from '../contact.entity.js';
import { Notifier } from './notifier.js';

/** The sealed contact travels once, here; later events carry none. */
@Handles(ComplaintRecorded)
export class NotifyOnComplaintRecorded implements Handler<typeof ComplaintRecorded, 'notification'> {
  constructor(private readonly notifier: Notifier) {}

  async handle(recorded: Received<typeof ComplaintRecorded>[], context: HandlerContext<'notification'>): Promise<void> {
    const contacts = recorded.map(({ organisation, division, unit, data }) => ({
      complaintId: data.complaintId,
      organisation,
      division,
      unit,
      number: data.number,
      customer: data.customer,
      problem: data.text,
      slip: null,
    }));
    await context.tx.insertAll(Contact, contacts, { onConflict: 'ignore' });

    await this.notifier.notify(recorded, context);
  }
}
