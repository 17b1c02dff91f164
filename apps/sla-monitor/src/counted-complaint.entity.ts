import type { BasisVersion, ComplaintId } from '@cc/contracts';
import type { FieldValue } from '@cc/procedures';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

type Known = Readonly<Record<string, FieldValue>>;

/** A complaint that may count towards a case (群案) by a rule. Most complaints count by none and are not kept here. */
@Entity('counted_complaints')
@Index('counted_complaints_of_area', ['area', 'receivedAt'])
export class CountedComplaint {
  @PrimaryColumn('uuid', { name: 'complaint_id', primaryKeyConstraintName: 'counted_complaints_pkey' })
  complaintId: ComplaintId;

  /** The procedure that has the rule first, and the rule. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'counted_complaints_pkey' })
  rule: string;

  /** Derived from organisation, rule and key: complaints of one area are counted together. */
  @Column('uuid')
  area: string;

  /** The procedure of the complaint that has the rule, in its version. */
  @Column('jsonb')
  basis: BasisVersion;

  @Column('text')
  organisation: string;

  /** Who may see the case: the division that its key names, else the group. */
  @Column('text')
  division: string;

  /** What it has in common with the others. */
  @Column('jsonb')
  key: Known;

  /** Counted from here on: what waits in a backlog was received no later for it. */
  @Column('timestamptz', { name: 'received_at' })
  receivedAt: Date;

  /** What rules may look at. */
  @Column('jsonb')
  fields: Known;

  @Column('text', { nullable: true })
  verified: 'true' | 'untrue' | 'unclear' | null;

  @Column('timestamptz', { name: 'verified_at', nullable: true })
  verifiedAt: Date | null;

  @Column('timestamptz', { name: 'withdrawn_at', nullable: true })
  withdrawnAt: Date | null;
}
