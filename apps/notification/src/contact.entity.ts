import type { Sealed } from '@cc/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * 联系人: whom to write to or call about a complaint, and what about: the problem and the newest slip (回单). All of it stays
 * sealed until a message leaves or an agent looks.
 */
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

  /** What happened; null for complaints recorded before this was kept here. */
  @Column('text', { nullable: true })
  problem: Sealed | null;

  /** The newest slip; null before the first. */
  @Column('text', { nullable: true })
  slip: Sealed | null;
}
