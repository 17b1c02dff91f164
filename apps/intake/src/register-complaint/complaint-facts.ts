import type { ComplaintRecorded, Scope, SubmissionRef, TicketRegistered } from '@cc/contracts';
import type { Cause, Fact } from '@cc/messaging';
import type { Complaint } from '../complaint.entity.js';

const submissionOf = ({ source, sourceId, item }: Complaint): SubmissionRef => ({ source, sourceId, item });

/** What everybody may know: no name, no number, no text. */
const classified = (complaint: Complaint) => ({
  channel: complaint.channel,
  channelLevel: complaint.channelLevel,
  sourceDivision: complaint.division,
  category: complaint.category,
  nature: complaint.nature,
  customerLevel: complaint.customerLevel,
  urgency: complaint.urgency,
  homeRegion: complaint.homeRegion,
  numberRegion: complaint.numberRegion,
  faultRegion: complaint.faultRegion,
  massFlag: complaint.massFlag,
  riskFlags: complaint.riskFlags,
});

const identified = (complaint: Complaint) => ({
  complaintId: complaint.id,
  number: complaint.number,
  submission: submissionOf(complaint),
  bases: complaint.bases,
  linkedTo: complaint.linkedTo,
  reasons: complaint.reasons,
  occurredAt: complaint.occurredAt,
  receivedAt: complaint.receivedAt,
  recordedAt: complaint.recordedAt,
});

/** Whose it is: the extension attributes of every event about it. */
export const scopeOf = ({ organisation, division, unit }: Scope): Scope => ({ organisation, division, unit });

export function recorded(complaint: Complaint, cause: Cause): Fact<typeof ComplaintRecorded> {
  const { outcome, keywords, textFingerprint, numberHash, repeatOf, customer, text } = complaint;
  const own = { outcome, keywords, textFingerprint, numberHash, repeatOf, customer, text };
  return { ...scopeOf(complaint), cause, data: { ...classified(complaint), ...identified(complaint), ...own } };
}

export function registered(complaint: Complaint, cause: Cause): Fact<typeof TicketRegistered> {
  return { ...scopeOf(complaint), cause, data: { ...classified(complaint), ...identified(complaint) } };
}
