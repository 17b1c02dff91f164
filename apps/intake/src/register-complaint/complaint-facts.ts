import type { ComplaintImported, ComplaintRecorded, Scope, SubmissionRef, TicketRegistered } from '@cc/contracts';
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

export function registered(
  complaint: Complaint,
  cause: Cause,
  answerBy: Date | null = null,
): Fact<typeof TicketRegistered> {
  const data = { ...classified(complaint), ...identified(complaint), ...(answerBy && { answerBy }) };
  return { ...scopeOf(complaint), cause, data };
}

/** What a complaint of the past is known by; no rule of ours has judged it. */
export function imported(complaint: Complaint, cause: Cause): Fact<typeof ComplaintImported> {
  const { keywords, textFingerprint, numberHash, customer, text, occurredAt } = complaint;
  // An end at the very instant it came is what stands for an end that the export does not tell.
  const closedAt = Number(complaint.closedAt) === Number(occurredAt) ? null : complaint.closedAt;
  const { bases: _bases, linkedTo: _linked, reasons: _reasons, ...known } = identified(complaint);
  const outcome = complaint.outcome === 'waiting' ? 'waiting' : 'settled';
  const own = { outcome, keywords, textFingerprint, numberHash, customer, text, closedAt } as const;
  return {
    ...scopeOf(complaint),
    cause,
    data: { ...classified(complaint), ...known, ...own, origin: complaint.importedFrom! },
  };
}
