import type { Actor, BasisVersion, ChannelLevel, ComplaintId, Nature, Reason, Stage, WorkOrderId } from '@cc/contracts';
import type { FieldValue, LocalisedText, TimelineFact, UnitRef, WorkToDispatch } from '@cc/procedures';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What dispatch looks at, as it stood when the ticket was registered. No personal data. */
export type Classification = Omit<WorkToDispatch, 'returnedBy' | 'channelLevel'>;

/** A fact of the timeline as jsonb holds it: instants are ISO 8601 in UTC. */
export interface StoredFact {
  fact: TimelineFact['fact'];
  occurredAt: string;
  recordedAt: string;
  receivedAt?: string;
  until?: string;
  /** Of a pause: why. */
  reason?: string;
  /** The clock whose miss counts as this; left out when somebody did it. */
  byMissOf?: string;
  /** Fields as they are known from then on. */
  set?: NonNullable<TimelineFact['set']>;
  extension?: StoredExtension;
}

/** More time that was granted, as `TimelineFact` says it. */
export interface StoredExtension {
  clockId: string;
  until: string;
  by: string;
  askedAt: string;
}

/** 延期待批: more time that somebody has asked for and nobody has decided about. */
export interface AskedExtension {
  clockId: string;
  name: LocalisedText;
  dueAt: string | null;
  until: string;
  askedAt: string;
  by: Actor;
  /** The topic or the subject of the token: whoever asks does not grant. */
  submittedBy: string;
  reasonCode: string;
  /** Where what was written with it is kept sealed; left out where nothing was. */
  contentId?: string;
  why: Reason;
}

/** The work on a complaint (工单): where it is, how far it is, and everything its next decision looks at. */
@Entity('tickets')
// The queue of a division is read by due time; tickets without one stand last. The expression is known to SQL only.
@Index('tickets_queue', { synchronize: false })
// The slips that wait for an audit, in the same order.
@Index('tickets_to_audit', { synchronize: false })
@Index('tickets_extension_asked', ['organisation', 'division'], { where: 'extension_asked is not null' })
@Check('tickets_stage', `stage in ('dispatched', 'accepted', 'replied', 'answered', 'closed', 'withdrawn')`)
@Check('tickets_closed_at', `(closed_at is not null) = (stage in ('closed', 'withdrawn'))`)
@Check('tickets_paused', `(paused_at is null) = (paused_for is null) and (paused_at is null or stage = 'accepted')`)
@Check('tickets_counts', `dispatch_no >= 1 and returns >= 0 and urges >= 0 and reopened >= 0 and version >= 1`)
export class Ticket {
  @PrimaryColumn('uuid', { name: 'complaint_id', primaryKeyConstraintName: 'tickets_pkey' })
  complaintId: ComplaintId;

  @Column('text', { name: 'number' })
  number: string;

  @Column('text', { name: 'organisation' })
  organisation: string;

  /** The division and the unit that have the work now, or had it last. */
  @Column('text', { name: 'division' })
  division: string;

  @Column('text', { name: 'unit' })
  unit: string;

  @Column('text', { name: 'stage' })
  stage: Stage;

  @Column('uuid', { name: 'work_order_id' })
  workOrderId: WorkOrderId;

  @Column('int', { name: 'dispatch_no' })
  dispatchNo: number;

  /** 兜底: the unit is the one that may not refuse. */
  @Column('boolean', { name: 'fallback' })
  fallback: boolean;

  @Column('int', { name: 'returns' })
  returns: number;

  /** Units that sent the work back: dispatch does not choose them again. */
  @Column('jsonb', { name: 'returned_by' })
  returnedBy: UnitRef[];

  @Column('int', { name: 'urges' })
  urges: number;

  @Column('int', { name: 'reopened' })
  reopened: number;

  /** Clocks whose miss put the work under supervision (督办). */
  @Column('jsonb', { name: 'supervised_clocks' })
  supervisedClocks: string[];

  /** 挂起: since when the work rests, and the code of why; null while it goes on. */
  @Column('timestamptz', { name: 'paused_at', nullable: true })
  pausedAt: Date | null;

  @Column('text', { name: 'paused_for', nullable: true })
  pausedFor: string | null;

  /** Null while nobody waits for more time. */
  @Column('jsonb', { name: 'extension_asked', nullable: true })
  extensionAsked: AskedExtension | null;

  @Column('boolean', { name: 'callback_owed' })
  callbackOwed: boolean;

  /** 查证: what the last slip says about the complaint; null before the first. */
  @Column('text', { name: 'verification', nullable: true })
  verification: 'true' | 'untrue' | 'unclear' | null;

  /** Fields of the procedures that actions have brought, the latest value; of a text only that it was given. */
  @Column('jsonb', { name: 'known' })
  known: Record<string, FieldValue>;

  /** Kinds of documents (材料) that actions have brought. */
  @Column('jsonb', { name: 'documents' })
  documents: string[];

  @Column('text', { name: 'nature' })
  nature: Nature;

  @Column('text', { name: 'channel_level' })
  channelLevel: ChannelLevel;

  @Column('text', { name: 'urgency' })
  urgency: string;

  @Column('jsonb', { name: 'classification' })
  classification: Classification;

  @Column('jsonb', { name: 'bases' })
  bases: BasisVersion[];

  @Column('jsonb', { name: 'timeline' })
  timeline: StoredFact[];

  /** The earliest due time of a running clock; null while none runs. */
  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt: Date | null;

  @Column('timestamptz', { name: 'received_at' })
  receivedAt: Date;

  @Column('timestamptz', { name: 'registered_at' })
  registeredAt: Date;

  @Column('timestamptz', { name: 'dispatched_at' })
  dispatchedAt: Date;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt: Date | null;

  /** The trace of the submission: what people do later belongs to it too, so that one trace tells the whole story. */
  @Column('text', { name: 'traceparent', nullable: true })
  traceparent: string | null;

  /** Counts the changes of this row. */
  @Column('int', { name: 'version' })
  version: number;
}
