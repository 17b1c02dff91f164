import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** 群案 as its facts tell it: open until one of the instants below says otherwise. */
@Entity('cases')
@Index('cases_of_division', ['organisation', 'division', 'openedAt', 'caseId'])
export class Case {
  @PrimaryColumn('uuid', { name: 'case_id', primaryKeyConstraintName: 'cases_pkey' })
  caseId: string;

  @Column('text')
  organisation: string;

  /** Whose complaints they are: the province, or the group where they are of several. */
  @Column('text')
  division: string;

  /** What the last fact said: name, area, counts, size, found, why. */
  @Column('jsonb')
  said: object;

  @Column('timestamptz', { name: 'opened_at' })
  openedAt: Date;

  @Column('timestamptz', { name: 'confirmed_at', nullable: true })
  confirmedAt: Date | null;

  @Column('timestamptz', { name: 'withdrawn_at', nullable: true })
  withdrawnAt: Date | null;
}

/** A stay of a complaint in a case: who leaves and comes back has two. */
@Entity('case_members')
@Index('case_members_of_complaint', ['complaintId'])
export class CaseMember {
  @PrimaryColumn('uuid', { name: 'case_id', primaryKeyConstraintName: 'case_members_pkey' })
  caseId: string;

  @PrimaryColumn('uuid', { name: 'complaint_id', primaryKeyConstraintName: 'case_members_pkey' })
  complaintId: string;

  @PrimaryColumn('timestamptz', { name: 'joined_at', primaryKeyConstraintName: 'case_members_pkey' })
  joinedAt: Date;

  @Column('timestamptz', { name: 'left_at', nullable: true })
  leftAt: Date | null;
}

/** 事实存档: every fact of every case, for ever. They lie in a topic of their own, and no complaint holds them. */
@Entity('case_facts')
@Index('case_facts_of_case', ['caseId', 'seq'])
@Index('case_facts_in_order_sent', ['publisher', 'partition', 'position'], { unique: true })
export class CaseFact {
  @PrimaryColumn('uuid', { name: 'event_id', primaryKeyConstraintName: 'case_facts_pkey' })
  eventId: string;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt: Date;

  /** Order of arrival; of one case, the order in which it happened. */
  @Column({ type: 'bigint', generated: 'identity', generatedIdentity: 'ALWAYS', insert: false, update: false })
  seq: string;

  @Column('uuid', { name: 'case_id' })
  caseId: string;

  @Column('text')
  type: string;

  @Column('text')
  organisation: string;

  @Column('text')
  division: string;

  @Column('jsonb')
  data: object;

  /** Its place among what was sent; null of those that were archived before it was kept. */
  @Column('text', { nullable: true })
  publisher: string | null;

  @Column('int', { nullable: true })
  partition: number | null;

  @Column('bigint', { nullable: true })
  position: string | null;
}
