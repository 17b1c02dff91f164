import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a complaint is counted under, fixed when it is recorded, and which division has its ticket. */
@Entity('complaints')
@Index('complaints_held', ['organisation', 'holder'], { where: 'holder is not null' })
export class Complaint {
  @PrimaryColumn('uuid', { name: 'complaint_id', primaryKeyConstraintName: 'complaints_pkey' })
  complaintId: string;

  @Column('text')
  organisation: string;

  /** Where it was recorded. */
  @Column('text')
  division: string;

  @Column('text', { nullable: true })
  unit: string | null;

  /** Every division that had to do with it: they may all read its story. */
  @Column('text', { array: true })
  divisions: string[];

  @Index('complaints_of_number')
  @Column('text')
  number: string;

  @Column('text')
  channel: string;

  @Column('text', { name: 'channel_level' })
  channelLevel: string;

  /** The widest level of its category. */
  @Column('text')
  class: string;

  @Column('text')
  nature: string;

  /** The division that has its open ticket; null when none is open. Of interest are the open ones. */
  @Column('text', { nullable: true })
  holder: string | null;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt: Date;
}
