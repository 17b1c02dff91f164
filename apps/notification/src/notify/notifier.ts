import { Inject, Injectable } from '@nestjs/common';
import { Unprocessable, type HandlerContext } from '@cc/messaging';
import type { Organisations } from '@cc/procedures';
import { Contact } from '../contact.entity.js';
import { Message } from '../message.entity.js';
import { ORGANISATIONS } from '../tokens.js';
import { composeMessages, type Telling } from './compose-messages.js';

/** Writes the messages a batch of events calls for; a worker sends them. */
@Injectable()
export class Notifier {
  constructor(@Inject(ORGANISATIONS) private readonly organisations: Organisations) {}

  async notify(events: Telling[], { tx, now }: HandlerContext<'notification'>): Promise<void> {
    const contacts = await tx.query<{ complaint_id: string; number: string; customer: Contact['customer'] }>(
      'select complaint_id, number, customer from contacts where complaint_id = any($1)',
      [events.map(({ data }) => data.complaintId)],
    );
    const known = new Map(contacts.map((contact) => [contact.complaint_id, contact]));

    const messages = events.flatMap((event) => {
      const contact = known.get(event.data.complaintId);
      if (contact === undefined)
        throw new Unprocessable(`no contact of complaint ${event.data.complaintId}: it was never recorded here`);
      return composeMessages(event, contact, this.organisations.of(event.organisation), now);
    });
    await tx.insertAll(Message, messages, { onConflict: 'ignore' });
  }
}
