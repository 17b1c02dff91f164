import { WorkReplied } from '@cc/contracts';
import { Handles, Unprocessable, type Handler, type HandlerContext, type Received } from '@cc/messaging';

/** The newest slip (回单) is what the customer is called back about. */
@Handles(WorkReplied)
export class KeepSlipOnWorkReplied implements Handler<typeof WorkReplied, 'notification'> {
  async handle(replied: Received<typeof WorkReplied>[], { tx }: HandlerContext<'notification'>): Promise<void> {
    const ids = replied.map(({ data }) => data.complaintId);
    const kept = await tx.query<{ complaint_id: string }>(
      `update contacts c set slip = r.slip from unnest($1::uuid[], $2::text[]) as r(complaint_id, slip)
        where c.complaint_id = r.complaint_id
       returning c.complaint_id`,
      [ids, replied.map(({ data }) => data.slip)],
    );
    const known = new Set(kept.map(({ complaint_id }) => complaint_id));
    const unknown = ids.find((id) => !known.has(id));
    if (unknown) throw new Unprocessable(`no contact of complaint ${unknown}: it was never recorded here`);
  }
}
