import type { ComplaintId, Sealed } from '@cc/contracts';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

export type ContentKind =
  | 'complaint'
  | 'urge'
  | 'supplement'
  | 'withdrawal'
  | 'return'
  | 'slip'
  | 'replyRefusal'
  | 'extension'
  | 'extensionRefusal'
  /** Fields and documents that an action brought. */
  | 'brought'
  /** What the customer said when called back (回访). */
  | 'callback';

/** Who complained and what was written, sealed. Everything of a person in this service is in this table. */
@Entity('sealed_contents')
@Check(
  'sealed_contents_kind',
  `kind in ('complaint', 'urge', 'supplement', 'withdrawal', 'return', 'slip', 'replyRefusal', 'brought', 'extension', 'extensionRefusal', 'callback')`,
)
export class SealedContent {
  @PrimaryColumn('uuid', { name: 'complaint_id', primaryKeyConstraintName: 'sealed_contents_pkey' })
  complaintId: ComplaintId;

  @PrimaryColumn('uuid', { name: 'content_id', primaryKeyConstraintName: 'sealed_contents_pkey' })
  contentId: string;

  @Column('text', { name: 'organisation' })
  organisation: string;

  @Column('text', { name: 'division' })
  division: string;

  @Column('text', { name: 'unit', nullable: true })
  unit: string | null;

  @Column('text', { name: 'kind' })
  kind: ContentKind;

  /** Name and numbers; with the complaint only. */
  @Column('text', { name: 'customer', nullable: true })
  customer: Sealed | null;

  @Column('text', { name: 'text' })
  text: Sealed;

  @Column('timestamptz', { name: 'kept_at' })
  keptAt: Date;
}
