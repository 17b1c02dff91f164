import type { BasisVersion, ChannelLevel, ComplaintId, ImportedFrom, Nature, Reason, Sealed } from '@cc/contracts';
import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** 登记状态: where a complaint is, as far as its source and its customer look at it. */
export const STATUSES = [
  'settled',
  'handedOver',
  'waiting',
  'registered',
  'dispatched',
  'accepted',
  'answered',
  'reopened',
  'closed',
  'withdrawn',
] as const;
export type Status = (typeof STATUSES)[number];

/** 投诉登记: identity and number, what everybody may know, the sealed person and text, and the status that follows the work. */
@Entity('complaints')
@Unique('complaints_number', ['organisation', 'number'])
@Index('complaints_newest', ['organisation', 'division', 'recordedAt', 'id'])
@Index('complaints_of_number', ['organisation', 'numberHash', 'closedAt', 'recordedAt'])
@Index('complaints_last_four_hash', ['organisation', 'lastFourHash', 'recordedAt'])
@Index('complaints_linked_to', ['linkedTo'], { where: 'linked_to is not null' })
@Index('complaints_counted', ['organisation', 'category', 'province', 'receivedAt'])
@Index('complaints_counted_upgraded', ['organisation', 'category', 'province', 'receivedAt'], {
  where: `channel_level <> 'province'`,
})
@Index('complaints_counted_customer', ['organisation', 'customerHash', 'receivedAt'])
@Check('complaints_outcome', `outcome in ('ticket', 'settled', 'handedOver', 'waiting')`)
@Check('complaints_status', `status in (${STATUSES.map((status) => `'${status}'`).join(', ')})`)
@Check('complaints_closed_at', `(closed_at is not null) = (status in ('settled', 'closed', 'withdrawn'))`)
@Check('complaints_verified', `verified in ('true', 'untrue', 'unclear')`)
@Check('complaints_counts', `urges >= 0 and reopened >= 0 and missed >= 0`)
export class Complaint {
  @PrimaryColumn('uuid', { name: 'id', primaryKeyConstraintName: 'complaints_pkey' })
  id: ComplaintId;

  @Column('text', { name: 'number' })
  number: string;

  @Column('text', { name: 'organisation' })
  organisation: string;

  /** Whose intake took it. */
  @Column('text', { name: 'division' })
  division: string;

  @Column('text', { name: 'unit', nullable: true })
  unit: string | null;

  @Column('uuid', { name: 'submission_id' })
  submissionId: string;

  @Column('text', { name: 'source' })
  source: string;

  @Column('text', { name: 'source_id' })
  sourceId: string;

  @Column('integer', { name: 'item' })
  item: number;

  @Column('text', { name: 'outcome' })
  outcome: 'ticket' | 'settled' | 'handedOver' | 'waiting';

  @Column('text', { name: 'channel' })
  channel: string;

  @Column('text', { name: 'channel_level' })
  channelLevel: ChannelLevel;

  @Column('text', { name: 'category', array: true })
  category: string[];

  @Column('text', { name: 'nature' })
  nature: Nature;

  /** What the rules made of it when it was last assessed; a miss may have made it another one since. */
  @Column('text', { name: 'assessed_as' })
  assessedAs: Nature;

  @Column('text', { name: 'customer_level', nullable: true })
  customerLevel: string | null;

  @Column('text', { name: 'urgency' })
  urgency: 'normal' | 'urgent' | 'critical';

  @Column('text', { name: 'home_region', nullable: true })
  homeRegion: string | null;

  @Column('text', { name: 'number_region', nullable: true })
  numberRegion: string | null;

  @Column('text', { name: 'fault_region', nullable: true })
  faultRegion: string | null;

  /** The province it is counted in, whoever took it in: the division itself where no place is known. */
  @Column('text', { name: 'province' })
  province: string;

  @Column('boolean', { name: 'mass_flag' })
  massFlag: boolean;

  @Column('text', { name: 'risk_flags', array: true })
  riskFlags: string[];

  @Column('text', { name: 'keywords', array: true })
  keywords: string[];

  @Column('text', { name: 'text_fingerprint' })
  textFingerprint: string;

  @Column('text', { name: 'number_hash', nullable: true })
  numberHash: string | null;

  @Column('text', { name: 'last_four_hash', nullable: true })
  lastFourHash: string | null;

  /** Who complains, whatever number it is about. */
  @Column('text', { name: 'customer_hash', nullable: true })
  customerHash: string | null;

  /** The address of the fault. */
  @Column('text', { name: 'household_hash', nullable: true })
  householdHash: string | null;

  @Column('text', { name: 'customer' })
  customer: Sealed;

  @Column('text', { name: 'text' })
  text: Sealed;

  @Column('jsonb', { name: 'bases' })
  bases: BasisVersion[];

  @Column('jsonb', { name: 'reasons' })
  reasons: Reason[];

  @Column('uuid', { name: 'linked_to', nullable: true })
  linkedTo: ComplaintId | null;

  @Column('uuid', { name: 'repeat_of', nullable: true })
  repeatOf: ComplaintId | null;

  @Column('timestamptz', { name: 'answer_by', nullable: true })
  answerBy: Date | null;

  @Column('text', { name: 'status' })
  status: Status;

  /** When the fact was recorded that the status comes from; an older fact does not change it. */
  @Column('timestamptz', { name: 'status_at' })
  statusAt: Date;

  @Column('text', { name: 'handling_division', nullable: true })
  handlingDivision: string | null;

  @Column('text', { name: 'handling_unit', nullable: true })
  handlingUnit: string | null;

  @Column('integer', { name: 'urges' })
  urges: number;

  @Column('integer', { name: 'reopened' })
  reopened: number;

  /** Deadlines missed so far. */
  @Column('integer', { name: 'missed' })
  missed: number;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt: Date | null;

  @Column('text', { name: 'closed_as', nullable: true })
  closedAs: string | null;

  @Column('boolean', { name: 'on_time', nullable: true })
  onTime: boolean | null;

  /** 查证: what the check found, when the customer was answered. */
  @Column('text', { name: 'verified', nullable: true })
  verified: 'true' | 'untrue' | 'unclear' | null;

  /** When the answer was recorded that says so; an older one does not change it. */
  @Column('timestamptz', { name: 'verified_at', nullable: true })
  verifiedAt: Date | null;

  /** 历史投诉: the row of an export it comes from; null where it came in here. */
  @Column('jsonb', { name: 'imported_from', nullable: true })
  importedFrom: ImportedFrom | null;

  @Column('timestamptz', { name: 'occurred_at' })
  occurredAt: Date;

  @Column('timestamptz', { name: 'received_at' })
  receivedAt: Date;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt: Date;
}
