import { hash } from 'node:crypto';
import { z } from 'zod';

/** Some systems write UUIDs in capitals; we compare ids as text, so they are read in the form that we write. */
const id = z.uuid().toLowerCase();

export const ComplaintId = id.brand<'ComplaintId'>();
export type ComplaintId = z.infer<typeof ComplaintId>;

export const CaseId = id.brand<'CaseId'>();
export type CaseId = z.infer<typeof CaseId>;

export const ReportId = id.brand<'ReportId'>();
export type ReportId = z.infer<typeof ReportId>;

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
  const hex = hash('sha1', Buffer.concat([NAMESPACE, Buffer.from(JSON.stringify(cause))]), 'hex');
  const variant = ((parseInt(hex[16]!, 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}` as Id;
}
