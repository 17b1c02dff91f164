import { z } from 'zod';
import { defineEvent } from '../event.js';
import { ComplaintId, RequestId } from '../ids.js';
import {
  BasisVersion,
  ChannelLevel,
  Instant,
  Nature,
  Reason,
  RegionCode,
  ScopeName,
  Sealed,
  SubmissionRef,
} from '../values.js';

/** What everybody may know about a complaint: no name, no number, no text. */
const Classified = z.object({
  channel: z.string(),
  channelLevel: ChannelLevel,
  sourceDivision: ScopeName,
  /** 投诉分类, from the widest to the narrowest, at most seven levels. */
  category: z.array(z.string()).max(7),
  nature: Nature,
  customerLevel: z.string().nullable(),
  urgency: z.enum(['normal', 'urgent', 'critical']),
  /** 归属地: where the number is at home by what the source says. */
  homeRegion: RegionCode.nullable(),
  /** Where the number's prefix is at home. */
  numberRegion: RegionCode.nullable(),
  /** 故障地. */
  faultRegion: RegionCode.nullable(),
  massFlag: z.boolean(),
  riskFlags: z.array(z.string()),
});

/** A complaint is on record, with or without a ticket; it counts in statistics from here on. */
export const ComplaintRecorded = defineEvent(
  'complaint.recorded.v1',
  Classified.extend({
    complaintId: ComplaintId,
    number: z.string(),
    submission: SubmissionRef,
    outcome: z.enum(['ticket', 'settled', 'handedOver', 'waiting']),
    bases: z.array(BasisVersion),
    keywords: z.array(z.string()),
    textFingerprint: z.string(),
    /** Keyed hash of the business number: equal numbers meet without being shown. */
    numberHash: z.string().nullable(),
    repeatOf: ComplaintId.nullable(),
    /** The earlier complaint this one goes back to, for instance after a bounced urge. */
    linkedTo: ComplaintId.nullable(),
    customer: Sealed,
    text: Sealed,
    reasons: z.array(Reason),
    occurredAt: Instant,
    receivedAt: Instant,
    recordedAt: Instant,
  }),
);

/** 出处: the row of an export that a complaint comes from, and what was put right in it. */
export const ImportedFrom = z.object({
  file: z.string(),
  line: z.int().min(1),
  number: z.string().nullable(),
  state: z.string().nullable(),
  mapping: z.string(),
  repairs: z.array(z.object({ rule: z.string(), name: z.object({ zh: z.string(), en: z.string() }) })),
});
export type ImportedFrom = z.infer<typeof ImportedFrom>;

/**
 * 历史投诉导入: a complaint that was handled elsewhere is on record. It is counted on the day it was received there, and
 * nobody acts on it: closed it stays closed; open it waits, without clocks, until a person adopts it (`ticket.registered`).
 */
export const ComplaintImported = defineEvent(
  'complaint.imported.v1',
  Classified.extend({
    complaintId: ComplaintId,
    number: z.string(),
    submission: SubmissionRef,
    outcome: z.enum(['settled', 'waiting']),
    keywords: z.array(z.string()),
    textFingerprint: z.string(),
    numberHash: z.string().nullable(),
    customer: Sealed,
    text: Sealed,
    origin: ImportedFrom,
    /** When it was closed there; null where it is open, or the export does not say. */
    closedAt: Instant.nullable(),
    occurredAt: Instant,
    receivedAt: Instant,
    recordedAt: Instant,
  }),
);

/** An item was refused; it is no complaint, but it is counted and can be looked up. */
export const ComplaintRefused = defineEvent(
  'complaint.refused.v1',
  z.object({
    complaintId: ComplaintId,
    submission: SubmissionRef,
    problems: z.array(z.object({ field: z.string(), rule: z.string(), detail: z.string() })),
    recordedAt: Instant,
  }),
);

/** A ticket (工单) is open. Carries what dispatch and clocks need, so that nobody asks back. */
export const TicketRegistered = defineEvent(
  'ticket.registered.v1',
  Classified.extend({
    complaintId: ComplaintId,
    number: z.string(),
    submission: SubmissionRef,
    bases: z.array(BasisVersion),
    linkedTo: ComplaintId.nullable(),
    /** Who took on a complaint of the past (历史投诉转办); left out where it is a ticket from the beginning. */
    adoptedBy: z.object({ role: z.string(), id: z.string() }).optional(),
    /** 来源要求时限: by when its source, for instance the regulator, wants it answered; left out where it says none. */
    answerBy: Instant.optional(),
    /** Of one that was adopted: no `complaint.recorded` has said by which number equal ones meet. */
    numberHash: z.string().nullable().optional(),
    reasons: z.array(Reason),
    occurredAt: Instant,
    receivedAt: Instant,
    recordedAt: Instant,
  }),
);

/**
 * 重新定性: a count over many complaints was reached or is reached no more, so that a ticket is of another nature than it
 * was. The third complaint of a day makes the first two major; one that is found untrue makes them what they were.
 */
export const TicketReclassified = defineEvent(
  'ticket.reclassified.v1',
  z.object({
    complaintId: ComplaintId,
    nature: Nature,
    before: Nature,
    /** How many complaints were reached, this one among them; null where no count is reached any more. */
    reached: z.int().min(1).nullable(),
    /** The complaint whose registration, or whose check, changed the count. */
    because: ComplaintId,
    why: Reason,
    occurredAt: Instant,
    recordedAt: Instant,
  }),
);

const Requested = z.object({
  complaintId: ComplaintId,
  requestId: RequestId,
  submission: SubmissionRef,
  /** What the customer added or said; sealed like the complaint's own text. */
  text: Sealed.nullable(),
  occurredAt: Instant,
  recordedAt: Instant,
});

/** 催办: the customer wants to know why it takes so long. */
export const UrgeRequested = defineEvent('urge.requested.v1', Requested);

/** 补充: the customer adds something to an open complaint. */
export const SupplementRequested = defineEvent('supplement.requested.v1', Requested);

/** 撤诉: the customer takes the complaint back. */
export const WithdrawalRequested = defineEvent('withdrawal.requested.v1', Requested);
