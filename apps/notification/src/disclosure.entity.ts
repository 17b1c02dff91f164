import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Who was shown a customer's number, and when. Written before the number leaves. */
@Entity('disclosures')
@Index('disclosures_of_complaint', ['complaintId'])
export class Disclosure {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'disclosures_pkey' })
  id: string;

  @Column('uuid', { name: 'complaint_id' })
  complaintId: string;

  @Column('text')
  organisation: string;

  @Column('text')
  division: string;

  @Column('text', { name: 'shown_to' })
  shownTo: string;

  @Column('timestamptz', { name: 'shown_at' })
  shownAt: Date;
}
