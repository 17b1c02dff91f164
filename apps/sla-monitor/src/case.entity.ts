import type { BasisVersion, CaseId } from '@cc/contracts';
import type { FieldValue } from '@cc/procedures';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

export type CaseState = 'opened' | 'confirmed' | 'withdrawn';

/** 群案: complaints that a rule makes one matter, such as a mass complaint (群体投诉). */
@Entity('cases')
@Index('cases_of_area', ['area', 'nr'], { unique: true })
@Check('cases_state', `state in ('opened', 'confirmed', 'withdrawn')`)
@Check('cases_confirmed_at', `state <> 'confirmed' or confirmed_at is not null`)
@Check('cases_withdrawn_at', `(state = 'withdrawn') = (withdrawn_at is not null)`)
export class Case {
  /** Derived from the area and the number. */
  @PrimaryColumn('uuid', { name: 'case_id', primaryKeyConstraintName: 'cases_pkey' })
  caseId: CaseId;

  @Column('uuid')
  area: string;

  /** The first case of an area is 1. */
  @Column('int')
  nr: number;

  @Column('text')
  rule: string;

  @Column('jsonb')
  basis: BasisVersion;

  @Column('text')
  organisation: string;

  @Column('text')
  division: string;

  @Column('jsonb')
  key: Readonly<Record<string, FieldValue>>;

  @Column('text')
  state: CaseState;

  /** When the first and the last of its complaints were received. */
  @Column('timestamptz', { name: 'first_at' })
  firstAt: Date;

  @Column('timestamptz', { name: 'last_at' })
  lastAt: Date;

  @Column('timestamptz', { name: 'opened_at' })
  openedAt: Date;

  @Column('timestamptz', { name: 'confirmed_at', nullable: true })
  confirmedAt: Date | null;

  @Column('timestamptz', { name: 'withdrawn_at', nullable: true })
  withdrawnAt: Date | null;

  /** How many looks at it found something to tell: what was told at each has ids of its own. */
  @Column('int')
  told: number;
}

/** A complaint belongs to one standing case of a rule at most. */
@Entity('case_members')
@Index('case_members_of_complaint', ['complaintId'])
export class CaseMember {
  @PrimaryColumn('uuid', { name: 'case_id', primaryKeyConstraintName: 'case_members_pkey' })
  caseId: CaseId;

  @PrimaryColumn('uuid', { name: 'complaint_id', primaryKeyConstraintName: 'case_members_pkey' })
  complaintId: string;
}
