import { createHash } from 'node:crypto';
import { z } from 'zod';

/** Some systems write UUIDs in capitals; we compare ids as text, so they are read in the form that we write. */
const id = z.uuid().toLowerCase();

export const ComplaintId = id.brand<'ComplaintId'>();
export type ComplaintId = z.infer<typeof ComplaintId>;

export const WorkOrderId = id.brand<'WorkOrderId'>();
export type WorkOrderId = z.infer<typeof WorkOrderId>;

export const RequestId = id.brand<'RequestId'>();
export type RequestId = z.infer<typeof RequestId>;

export const EventId = id.brand<'EventId'>();
export type EventId = z.infer<typeof EventId>;

/** RFC 9562 UUID v5 name space of this platform; changing it changes every derived id. */
const NAMESPACE = Buffer.from('8f2b1c5e4a6d5f109c3e7d2a1b0f4e63', 'hex');

/** The same cause gives the same id, so that doing something again makes the same rows and events (UUID v5). */
export function deriveId<Id extends string = string>(...cause: (string | number)[]): Id {
  const bytes = createHash('sha1').update(NAMESPACE).update(JSON.stringify(cause)).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Id;
}
