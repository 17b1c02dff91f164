import type { ComplaintId, Reason, Stage, Violation, WorkOrderId } from '@cc/contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a party was told about its action, as jsonb holds it. */
export interface StoredAnswer {
  stage: Stage | null;
  allowedActions: string[];
  violations: Violation[];
  why: Reason | null;
}

/** An action of a branch with its first answer; the same action again gets that answer and changes nothing. */
@Entity('actions')
@Index('actions_of_complaint', ['complaintId', 'answeredAt'])
@Check('actions_result', `result in ('done', 'refused')`)
export class AnsweredAction {
  /** The division whose topic it came on, or the divisions of the caller by REST. */
  @PrimaryColumn('text', { name: 'party', primaryKeyConstraintName: 'actions_pkey' })
  party: string;

  @PrimaryColumn('text', { name: 'action_id', primaryKeyConstraintName: 'actions_pkey' })
  actionId: string;

  @Column('uuid', { name: 'complaint_id' })
  complaintId: ComplaintId;

  @Column('uuid', { name: 'work_order_id', nullable: true })
  workOrderId: WorkOrderId | null;

  @Column('text', { name: 'organisation' })
  organisation: string;

  /** Where the ticket was when the action met it; null when it met none. */
  @Column('text', { name: 'division', nullable: true })
  division: string | null;

  @Column('text', { name: 'unit', nullable: true })
  unit: string | null;

  @Column('text', { name: 'action' })
  action: string;

  /** Keyed hash of what it asked; null for actions answered before this was kept. */
  @Column('text', { name: 'asked', nullable: true })
  asked: string | null;

  @Column('text', { name: 'role' })
  role: string;

  @Column('text', { name: 'actor' })
  actor: string;

  /** Who handed it in: the subject of a token, or the division's topic. */
  @Column('text', { name: 'submitted_by' })
  submittedBy: string;

  @Column('text', { name: 'result' })
  result: 'done' | 'refused';

  @Column('jsonb', { name: 'answer' })
  answer: StoredAnswer;

  @Column('timestamptz', { name: 'occurred_at' })
  occurredAt: Date;

  @Column('timestamptz', { name: 'answered_at' })
  answeredAt: Date;
}
