import type { ComplaintId } from '@cc/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Who saw a customer's name and number in clear, and when. */
@Entity('disclosures')
@Index('disclosures_of_complaint', ['complaintId', 'disclosedAt'])
export class Disclosure {
  @PrimaryColumn('uuid', { name: 'disclosure_id', primaryKeyConstraintName: 'disclosures_pkey' })
  disclosureId: string;

  @Column('uuid', { name: 'complaint_id' })
  complaintId: ComplaintId;

  @Column('text', { name: 'organisation' })
  organisation: string;

  @Column('text', { name: 'division' })
  division: string;

  @Column('text', { name: 'unit' })
  unit: string;

  @Column('text', { name: 'subject' })
  subject: string;

  @Column('jsonb', { name: 'roles' })
  roles: string[];

  @Column('timestamptz', { name: 'disclosed_at' })
  disclosedAt: Date;
}
