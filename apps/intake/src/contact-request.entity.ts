import type { ComplaintId, RequestId } from '@cc/contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** 催办, 补充, 撤诉: what was asked of routing about a complaint, and what it answered. */
@Entity('contact_requests')
@Index('contact_requests_complaint', ['complaintId', 'requestedAt'])
@Check('contact_requests_kind', `kind in ('urge', 'supplement', 'withdrawal')`)
@Check('contact_requests_result', `result in ('accepted', 'refused', 'bounced')`)
@Check('contact_requests_answered', `(result is null) = (answered_at is null)`)
export class ContactRequest {
  @PrimaryColumn('uuid', { name: 'request_id', primaryKeyConstraintName: 'contact_requests_pkey' })
  requestId: RequestId;

  @Column('uuid', { name: 'complaint_id' })
  complaintId: ComplaintId;

  @Column('text', { name: 'organisation' })
  organisation: string;

  @Column('text', { name: 'division' })
  division: string;

  @Column('text', { name: 'unit', nullable: true })
  unit: string | null;

  @Column('text', { name: 'kind' })
  kind: 'urge' | 'supplement' | 'withdrawal';

  @Column('uuid', { name: 'submission_id' })
  submissionId: string;

  @Column('text', { name: 'source' })
  source: string;

  @Column('text', { name: 'source_id' })
  sourceId: string;

  @Column('integer', { name: 'item' })
  item: number;

  @Column('text', { name: 'result', nullable: true })
  result: 'accepted' | 'refused' | 'bounced' | null;

  /** The new, linked complaint of a bounced request. */
  @Column('uuid', { name: 'became', nullable: true })
  became: ComplaintId | null;

  @Column('timestamptz', { name: 'requested_at' })
  requestedAt: Date;

  @Column('timestamptz', { name: 'answered_at', nullable: true })
  answeredAt: Date | null;
}
