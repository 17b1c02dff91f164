import type { DataOf, Sealed, SubmissionReceipt } from '@cc/contracts';
import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** What a source sent, once, unchanged, and what it was told. The database decides which of two is the first. */
@Entity('submissions')
@Unique('submissions_source', ['source', 'sourceId'])
@Index('submissions_received', ['organisation', 'receivedAt'])
export class SubmissionRow {
  /** Derived from source and source id. */
  @PrimaryColumn('uuid', { name: 'id', primaryKeyConstraintName: 'submissions_pkey' })
  id: string;

  @Column('text', { name: 'organisation' })
  organisation: string;

  @Column('text', { name: 'division' })
  division: string;

  @Column('text', { name: 'unit', nullable: true })
  unit: string | null;

  @Column('text', { name: 'source' })
  source: string;

  @Column('text', { name: 'source_id' })
  sourceId: string;

  @Column('text', { name: 'channel' })
  channel: string;

  /** Keyed hash of what it says; tells a duplicate from a conflict. */
  @Column('text', { name: 'content_hash' })
  contentHash: string;

  /** The JSON text as it came, sealed under the submission's id. */
  @Column('text', { name: 'content' })
  content: Sealed;

  @Column('integer', { name: 'items' })
  items: number;

  /** As it goes out, instants as text; holds no personal data. */
  @Column('jsonb', { name: 'receipt' })
  receipt: object;

  @Column('timestamptz', { name: 'occurred_at' })
  occurredAt: Date;

  @Column('timestamptz', { name: 'received_at' })
  receivedAt: Date;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt: Date;
}

export type Receipt = DataOf<typeof SubmissionReceipt>;
