import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * 事实存档: every fact and request of the journal, without its sealed fields, for ever. Partitioned by month of
 * `recordedAt`, so that old months can move to cheaper disks.
 */
@Entity('facts')
@Index('facts_of_complaint', ['complaintId'])
// By the source's own id of a complaint; the expressions are known to SQL only.
@Index('facts_of_submission', { synchronize: false })
export class ArchivedFact {
  @Column('uuid', { name: 'event_id' })
  eventId: string;

  /** The time on the envelope: when its publisher recorded it. */
  @PrimaryColumn('timestamptz', { name: 'recorded_at', primaryKeyConstraintName: 'facts_pkey' })
  recordedAt: Date;

  /** Order of arrival; of one complaint, the order in which it happened. */
  @Column({ type: 'bigint', generated: 'identity', generatedIdentity: 'ALWAYS', insert: false, update: false })
  seq: string;

  @Column('uuid', { name: 'complaint_id' })
  complaintId: string;

  @Column('text')
  type: string;

  @Column('text')
  organisation: string;

  @Column('text')
  division: string;

  @Column('text', { nullable: true })
  unit: string | null;

  /** A publisher numbers what it sends to a partition: a record has one place, and grows into its index at the end. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'facts_pkey' })
  publisher: string;

  @PrimaryColumn('int', { primaryKeyConstraintName: 'facts_pkey' })
  partition: number;

  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'facts_pkey' })
  position: string;

  @Column('jsonb')
  data: object;
}
