import { z } from 'zod';
import type { QueuePosition } from './queue-callbacks.js';

const Position = z.object({ dueAt: z.union([z.iso.datetime(), z.literal('infinity')]), callbackId: z.uuid() });

/** The `next` of a page, as the caller hands it back: opaque text. */
export const NextPage = z.string().transform((text, context): QueuePosition => {
  const read = Position.safeParse(parsed(text));
  if (read.success) return read.data;
  context.addIssue({ code: 'custom', message: 'is not the `next` of a page of this list' });
  return z.NEVER;
});

export function nextPage(last: { dueAt: Date | null; callbackId: string }): string {
  const position: QueuePosition = { dueAt: last.dueAt?.toISOString() ?? 'infinity', callbackId: last.callbackId };
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined; // Refused by the schema, which says what it should have been.
  }
}
