import type { ComplaintId } from '@cc/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Who looked at a customer's name and number, when and why. The same table in every service that can show them. */
@Entity('disclosures')
@Index('disclosures_complaint', ['complaintId', 'disclosedAt'])
@Index('disclosures_subject', ['organisation', 'subject', 'disclosedAt'])
export class Disclosure {
  @PrimaryColumn('uuid', { name: 'id', primaryKeyConstraintName: 'disclosures_pkey' })
  id: string;

  @Column('uuid', { name: 'complaint_id' })
  complaintId: ComplaintId;

  @Column('text', { name: 'organisation' })
  organisation: string;

  @Column('text', { name: 'division' })
  division: string;

  @Column('text', { name: 'unit', nullable: true })
  unit: string | null;

  /** The subject of the caller's token. */
  @Column('text', { name: 'subject' })
  subject: string;

  @Column('text', { name: 'roles', array: true })
  roles: string[];

  @Column('text', { name: 'reason' })
  reason: string;

  @Column('timestamptz', { name: 'disclosed_at' })
  disclosedAt: Date;
}
