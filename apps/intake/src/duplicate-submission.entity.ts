import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A submission that came again with the same content; answered with the first's outcome, and counted. */
@Entity('duplicate_submissions')
@Index('duplicate_submissions_submission', ['submissionId'])
@Index('duplicate_submissions_received', ['organisation', 'receivedAt'])
export class DuplicateSubmission {
  /** Derived from the record or request that brought it. */
  @PrimaryColumn('uuid', { name: 'id', primaryKeyConstraintName: 'duplicate_submissions_pkey' })
  id: string;

  @Column('uuid', { name: 'submission_id' })
  submissionId: string;

  @Column('text', { name: 'organisation' })
  organisation: string;

  @Column('text', { name: 'division' })
  division: string;

  @Column('text', { name: 'unit', nullable: true })
  unit: string | null;

  @Column('integer', { name: 'items' })
  items: number;

  @Column('timestamptz', { name: 'received_at' })
  receivedAt: Date;
}
