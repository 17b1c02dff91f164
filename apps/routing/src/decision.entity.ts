import type { ComplaintId, WorkOrderId } from '@cc/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export type DecisionKind = 'dispatch' | 'action' | 'request' | 'callback' | 'supervision' | 'nature' | 'closing';

/** One answer of the rules with its reason: why the work is where it is and as it is. */
@Entity('decisions')
export class Decision {
  @PrimaryColumn('uuid', { name: 'complaint_id', primaryKeyConstraintName: 'decisions_pkey' })
  complaintId: ComplaintId;

  /** Derives from what caused it, so that deciding again makes the same row. */
  @PrimaryColumn('uuid', { name: 'decision_id', primaryKeyConstraintName: 'decisions_pkey' })
  decisionId: string;

  @Column('uuid', { name: 'work_order_id', nullable: true })
  workOrderId: WorkOrderId | null;

  @Column('text', { name: 'organisation' })
  organisation: string;

  @Column('text', { name: 'division' })
  division: string;

  @Column('text', { name: 'unit', nullable: true })
  unit: string | null;

  /** Its place among the decisions of one cause. */
  @Column('int', { name: 'place' })
  place: number;

  @Column('text', { name: 'kind' })
  kind: DecisionKind;

  /** What was asked and what came out. No personal data. */
  @Column('jsonb', { name: 'answer' })
  answer: Record<string, unknown>;

  @Column('text', { name: 'rule' })
  rule: string;

  @Column('text', { name: 'basis' })
  basis: string;

  @Column('text', { name: 'basis_version' })
  basisVersion: string;

  @Column('text', { name: 'source' })
  source: string;

  @Column('timestamptz', { name: 'decided_at' })
  decidedAt: Date;
}
