import type { ComplaintId, Outcome, RequestId } from '@cc/contracts';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** One thing a submission asked for, with its one outcome. */
@Entity('submission_items')
@Check('submission_items_kind', `kind in ('new', 'urge', 'supplement', 'withdraw', 'past')`)
@Check(
  'submission_items_outcome',
  `outcome in ('ticket', 'settled', 'urge', 'supplement', 'withdrawn', 'handedOver', 'refused', 'waiting')`,
)
export class SubmissionItemRow {
  @PrimaryColumn('uuid', { name: 'submission_id', primaryKeyConstraintName: 'submission_items_pkey' })
  submissionId: string;

  @PrimaryColumn('integer', { name: 'item', primaryKeyConstraintName: 'submission_items_pkey' })
  item: number;

  @Column('text', { name: 'organisation' })
  organisation: string;

  @Column('text', { name: 'division' })
  division: string;

  @Column('text', { name: 'unit', nullable: true })
  unit: string | null;

  @Column('text', { name: 'kind' })
  kind: string;

  @Column('text', { name: 'outcome' })
  outcome: Outcome;

  /** The complaint it became or went to; null when it was refused. */
  @Column('uuid', { name: 'complaint_id', nullable: true })
  complaintId: ComplaintId | null;

  @Column('uuid', { name: 'request_id', nullable: true })
  requestId: RequestId | null;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt: Date;
}
