import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * 关注事项: why an open ticket needs somebody's eye, a clock it has missed or what makes it abnormal. Gone when the clock is met
 * after all, the miss is taken back, or the ticket ends.
 */
@Entity('concerns')
export class Concern {
  @PrimaryColumn('uuid', { name: 'complaint_id', primaryKeyConstraintName: 'concerns_pkey' })
  complaintId: string;

  /** The clock; `abnormal/<kind>` of what is abnormal. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'concerns_pkey' })
  about: string;

  @Column('text')
  kind: 'late' | 'abnormal';

  /** What the clock is called, or the kind of the abnormal. */
  @Column('jsonb')
  name: object;

  /** When the clock was due that was missed; of what is abnormal, when the next clock of the ticket is due. */
  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt: Date | null;

  /** What that next clock is called; null of a missed one, and where none runs. */
  @Column('jsonb', { name: 'next_clock', nullable: true })
  nextClock: object | null;

  /** Which rule says so, and where it is written. */
  @Column('jsonb')
  why: object;
}
