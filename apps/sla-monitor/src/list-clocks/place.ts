import { ComplaintId } from '@cc/contracts';
import { z } from 'zod';

/** Where a page of clocks ended: due instant, complaint, clock. */
const Place = z.tuple([z.iso.datetime({ offset: true }), ComplaintId, z.string().min(1)]);
export type Place = z.infer<typeof Place>;

export function toCursor(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** A cursor as the caller gives it back; anything else is refused. */
export const Cursor = z.string().transform((text, context): Place => {
  const read = Place.safeParse(parsed(text));
  if (read.success) return read.data;
  context.addIssue({ code: 'custom', message: 'must be the `next` of an earlier page' });
  return z.NEVER;
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
