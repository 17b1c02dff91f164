import { z } from 'zod';

/** Where a page of the queue ended: due time (null stands last) and complaint. */
export interface Place {
  dueAt: string | null;
  complaintId: string;
}

const Written = z.tuple([z.iso.datetime({ offset: true }).nullable(), z.uuid()]);

export const toCursor = ({ dueAt, complaintId }: Place): string =>
  Buffer.from(JSON.stringify([dueAt, complaintId])).toString('base64url');

/** A cursor as the caller gives it back; anything else is refused. */
export const Cursor = z.string().transform((text, context): Place => {
  try {
    const [dueAt, complaintId] = Written.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    return { dueAt, complaintId };
  } catch {
    context.addIssue({ code: 'custom', message: 'must be the `next` of an earlier page' });
    return z.NEVER;
  }
});
