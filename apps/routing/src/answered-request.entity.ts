import type { ComplaintId, Reason, RequestId } from '@cc/contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An urge (催办), a supplement (补充) or a withdrawal (撤诉), and what became of it. */
@Entity('requests')
@Index('requests_of_complaint', ['complaintId', 'answeredAt'])
@Check('requests_kind', `kind in ('urge', 'supplement', 'withdrawal')`)
@Check('requests_result', `result in ('accepted', 'refused', 'bounced')`)
export class AnsweredRequest {
  @PrimaryColumn('uuid', { name: 'request_id', primaryKeyConstraintName: 'requests_pkey' })
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

  @Column('text', { name: 'result' })
  result: 'accepted' | 'refused' | 'bounced';

  @Column('int', { name: 'urges' })
  urges: number;

  @Column('jsonb', { name: 'reason' })
  reason: Reason;

  @Column('timestamptz', { name: 'answered_at' })
  answeredAt: Date;
}
