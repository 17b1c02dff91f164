import type { ComplaintId, Sealed, Violation } from '@cc/contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A submission that was not taken: it breaks the contract, or its id already stands for other content (conflict; both are
 * kept). It does not use up its id: corrected, it may come again under the same one.
 */
@Entity('refused_submissions')
@Index('refused_submissions_source', ['source', 'sourceId'])
@Index('refused_submissions_received', ['organisation', 'receivedAt'])
@Check('refused_submissions_kind', `kind in ('unreadable', 'conflict')`)
export class RefusedSubmission {
  /** Derived from the record or request that brought it. */
  @PrimaryColumn('uuid', { name: 'id', primaryKeyConstraintName: 'refused_submissions_pkey' })
  id: string;

  /** The key of its `complaint.refused`. */
  @Column('uuid', { name: 'complaint_id' })
  complaintId: ComplaintId;

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

  @Column('text', { name: 'kind' })
  kind: 'unreadable' | 'conflict';

  @Column('jsonb', { name: 'violations' })
  violations: Violation[];

  /** The bytes as they came, base64, sealed under `complaintId`. */
  @Column('text', { name: 'content' })
  content: Sealed;

  @Column('integer', { name: 'items' })
  items: number;

  @Column('timestamptz', { name: 'received_at' })
  receivedAt: Date;
}
