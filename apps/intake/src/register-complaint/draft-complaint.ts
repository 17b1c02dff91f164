import type { ChannelLevel, ComplaintId, Sealed, SealedText } from '@cc/contracts';
import type { Assessment, ComplaintToAssess } from '@cc/procedures';
import type { Complaint, Status } from '../complaint.entity.js';
import { countedFields } from '../count-complaints/kept-fields.js';
import type { NormalisedComplaint } from '../normalise/normaliser.js';

/** Where a complaint comes from: the item of a submission. */
export interface Origin {
  organisation: string;
  division: string;
  submissionId: string;
  source: string;
  sourceId: string;
  item: number;
  channel: string;
  channelLevel: ChannelLevel;
  occurredAt: Date;
  receivedAt: Date;
  recordedAt: Date;
}

/** What a complaint says, from the source's own words or from an earlier complaint it goes back to. */
export interface ComplaintContent extends Omit<NormalisedComplaint, 'notes' | 'household' | 'text'> {
  text: SealedText;
  urgency: Complaint['urgency'];
  massFlag: boolean;
  settledOnTheSpot: boolean;
  /** 来源要求时限: by when the source wants it answered. */
  sourceLimit: Date | null;
  /** The province it is counted in. */
  province: string;
  hashes: Hashes;
}

/** Equal people, numbers and places meet without being shown. */
export type Hashes = Pick<Complaint, 'numberHash' | 'lastFourHash' | 'customerHash' | 'householdHash'>;

export interface Secrets extends Hashes {
  customer: Sealed;
  text: Sealed;
}

/** The question to the procedures. */
export function toAssess(
  origin: Origin,
  content: ComplaintContent,
  earlier: ComplaintToAssess['earlier'],
): ComplaintToAssess {
  const { organisation, division, channel, channelLevel, occurredAt, receivedAt, recordedAt } = origin;
  const { category, customerLevel, settledOnTheSpot, massFlag, riskFlags } = content;
  const when = { occurredAt, receivedAt, recordedAt };
  return {
    organisation,
    division,
    channel,
    channelLevel,
    category,
    customerLevel,
    settledOnTheSpot,
    massFlag,
    riskFlags,
    ...when,
    counted: countedFields({
      ...content,
      ...content.hashes,
      organisation,
      channel,
      channelLevel,
      outcome: settledOnTheSpot ? 'settled' : 'ticket',
      verified: null,
    }),
    earlier,
  };
}

const FIRST_STATUS = { ticket: 'registered', settled: 'settled', handedOver: 'handedOver' } as const satisfies Record<
  string,
  Status
>;

/** The row of a new complaint, still without its number. */
export function draftComplaint(
  id: ComplaintId,
  origin: Origin,
  content: ComplaintContent,
  decision: {
    outcome: 'ticket' | 'settled' | 'handedOver';
    assessment: Assessment;
    linkedTo: { id: ComplaintId } | null;
    reasons: Complaint['reasons'];
  },
  secrets: Secrets,
  answerBy: Date | null,
): Complaint {
  const { outcome, assessment, linkedTo, reasons } = decision;
  return {
    id,
    number: '',
    organisation: origin.organisation,
    division: origin.division,
    unit: null,
    submissionId: origin.submissionId,
    source: origin.source,
    sourceId: origin.sourceId,
    item: origin.item,
    outcome,
    channel: origin.channel,
    channelLevel: origin.channelLevel,
    category: content.category,
    nature: assessment.nature.value,
    assessedAs: assessment.nature.value,
    customerLevel: content.customerLevel,
    urgency: content.urgency,
    homeRegion: content.homeRegion,
    numberRegion: content.numberRegion,
    faultRegion: content.faultRegion,
    province: content.province,
    massFlag: content.massFlag,
    riskFlags: content.riskFlags,
    keywords: content.keywords,
    textFingerprint: content.textFingerprint,
    ...secrets,
    bases: assessment.bases,
    reasons,
    linkedTo: linkedTo?.id ?? null,
    repeatOf: assessment.repeatOf as ComplaintId | null,
    answerBy,
    status: FIRST_STATUS[outcome],
    statusAt: origin.recordedAt,
    handlingDivision: null,
    handlingUnit: null,
    urges: 0,
    reopened: 0,
    missed: 0,
    closedAt: outcome === 'settled' ? origin.recordedAt : null,
    closedAs: null,
    onTime: null,
    verified: null,
    verifiedAt: null,
    importedFrom: null,
    occurredAt: origin.occurredAt,
    receivedAt: origin.receivedAt,
    recordedAt: origin.recordedAt,
  };
}
