import type { Sealed } from '@cc/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** 联系人: whom to write to about a complaint; the number stays sealed until a message leaves. */
@Entity('contacts')
export class Contact {
  @PrimaryColumn('uuid', { name: 'complaint_id', primaryKeyConstraintName: 'contacts_pkey' })
  complaintId: string;

  @Column('text')
  organisation: string;

  @Column('text')
  division: string;

  @Column('text', { nullable: true })
  unit: string | null;

  @Column('text')
  number: string;

  @Column('text')
  customer: Sealed;
}
