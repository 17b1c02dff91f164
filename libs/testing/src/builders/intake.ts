import type {
  ComplaintImported,
  ComplaintRecorded,
  ComplaintRefused,
  DataOf,
  Sealed,
  SupplementRequested,
  TicketReclassified,
  TicketRegistered,
  UrgeRequested,
  WithdrawalRequested,
} from '@cc/contracts';
import { nextComplaintId, nextId, nextNumber } from './counter.js';
import { TUESDAY_MORNING } from './instants.js';
import { aReason, someBases } from './reasons.js';

type Recorded = DataOf<typeof ComplaintRecorded>;
type Registered = DataOf<typeof TicketRegistered>;
type Requested = DataOf<typeof UrgeRequested>;

/** Looks sealed and opens under no key; a test about sealed fields seals its own (`service.get(Sealing)`). */
export const anUnopenedSeal = () => 'test.bm9uY2U.c2VhbGVk' as Sealed;

const classified = () => ({
  channel: 'hotline-10000',
  channelLevel: 'province' as const,
  sourceDivision: '44',
  category: ['network', 'broadband', 'outage'],
  nature: 'ordinary' as const,
  customerLevel: null,
  urgency: 'normal' as const,
  homeRegion: '44',
  numberRegion: '44',
  faultRegion: '440100',
  massFlag: false,
  riskFlags: [],
});

const instants = () => ({ occurredAt: TUESDAY_MORNING, receivedAt: TUESDAY_MORNING, recordedAt: TUESDAY_MORNING });

const submission = () => ({ source: 'cc-44', sourceId: nextId('submission'), item: 0 });

/** A Guangdong broadband outage by the hotline, that became a ticket. */
export const aRecordedComplaint = (over: Partial<Recorded> = {}): Recorded => ({
  ...classified(),
  complaintId: nextComplaintId(),
  number: nextNumber(),
  submission: submission(),
  outcome: 'ticket',
  bases: someBases(),
  keywords: ['宽带', '断网'],
  textFingerprint: 'f0e1d2c3b4a59687',
  numberHash: null,
  repeatOf: null,
  linkedTo: null,
  customer: anUnopenedSeal(),
  text: anUnopenedSeal(),
  reasons: [aReason()],
  ...instants(),
  ...over,
});

/** 历史投诉: a row of an export, closed where it was handled. */
export const anImportedComplaint = (
  over: Partial<DataOf<typeof ComplaintImported>> = {},
): DataOf<typeof ComplaintImported> => ({
  ...classified(),
  complaintId: nextComplaintId(),
  number: nextNumber(),
  submission: { source: 'history', sourceId: nextId('row'), item: 0 },
  outcome: 'settled',
  keywords: ['宽带', '断网'],
  textFingerprint: 'f0e1d2c3b4a59687',
  numberHash: null,
  customer: anUnopenedSeal(),
  text: anUnopenedSeal(),
  origin: { file: 'tickets-2015.csv', line: 7, number: '17', state: '已办结', mapping: 'tickets-2015 1', repairs: [] },
  closedAt: null,
  occurredAt: new Date('2015-06-23T01:00:00Z'),
  receivedAt: new Date('2015-06-23T01:00:00Z'),
  recordedAt: TUESDAY_MORNING,
  ...over,
});

export const aRefusedComplaint = (
  over: Partial<DataOf<typeof ComplaintRefused>> = {},
): DataOf<typeof ComplaintRefused> => ({
  complaintId: nextComplaintId(),
  submission: submission(),
  problems: [{ field: '/items/0/businessNumber', rule: 'phone', detail: 'no phone number' }],
  recordedAt: TUESDAY_MORNING,
  ...over,
});

/** The ticket of such a complaint. */
export const aRegisteredTicket = (over: Partial<Registered> = {}): Registered => ({
  ...classified(),
  complaintId: nextComplaintId(),
  number: nextNumber(),
  submission: submission(),
  bases: someBases(),
  linkedTo: null,
  reasons: [aReason()],
  ...instants(),
  ...over,
});

const requested = (kind: string, over: Partial<Requested>): Requested => ({
  complaintId: nextComplaintId(),
  requestId: nextId(kind),
  submission: submission(),
  text: null,
  occurredAt: TUESDAY_MORNING,
  recordedAt: TUESDAY_MORNING,
  ...over,
});

/** 催办. */
export const anUrge = (over: Partial<Requested> = {}): Requested => requested('urge', over);

/** 补充. */
export const aSupplement = (
  over: Partial<DataOf<typeof SupplementRequested>> = {},
): DataOf<typeof SupplementRequested> => requested('supplement', over);

/** 撤诉. */
export const aWithdrawal = (
  over: Partial<DataOf<typeof WithdrawalRequested>> = {},
): DataOf<typeof WithdrawalRequested> => requested('withdrawal', over);

/** 重新定性: the third of a kind came, and this one is major with it. */
export const aReclassifiedTicket = (
  over: Partial<DataOf<typeof TicketReclassified>> = {},
): DataOf<typeof TicketReclassified> => ({
  complaintId: nextComplaintId(),
  nature: 'major',
  before: 'ordinary',
  reached: 3,
  because: nextComplaintId(),
  why: aReason(),
  occurredAt: TUESDAY_MORNING,
  recordedAt: TUESDAY_MORNING,
  ...over,
});
