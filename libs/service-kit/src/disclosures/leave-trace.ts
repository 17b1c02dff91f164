import { deriveId, type ComplaintId, type Scope } from '@cc/contracts';
import type { Transaction } from '@cc/messaging';
import type { Caller } from '../auth/caller.js';
import { Disclosure } from './disclosure.entity.js';

/** Nobody sees a customer's name and number without leaving a trace. Two looks in one millisecond are one look. */
export async function leaveTrace(
  tx: Transaction,
  { subject, roles }: Caller,
  { complaintId, organisation, division, unit }: Scope & { complaintId: ComplaintId },
  { reason, now }: { reason: string; now: Date },
): Promise<void> {
  const id = deriveId('disclosure', complaintId, subject, reason, now.toISOString());
  const row = { id, complaintId, organisation, division, unit, subject, roles, reason, disclosedAt: now };
  await tx.insertAll(Disclosure, [row], { onConflict: 'ignore' });
}
