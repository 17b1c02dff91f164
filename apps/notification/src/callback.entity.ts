import type { BasisVersion } from '@cc/contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

export type CallbackState = 'open' | 'done' | 'ended';

/** 回访任务: the customer is to be asked whether the answer satisfied. One is open per complaint at most. */
@Entity('callbacks')
@Check('callbacks_state', `state in ('open', 'done', 'ended')`)
@Index('callbacks_one_open', ['complaintId'], { unique: true, where: `state = 'open'` })
@Index('callbacks_queue', ['organisation', 'division', 'dueAt', 'callbackId'], { where: `state = 'open'` })
export class Callback {
  /** Derives from the answer that owes it. */
  @PrimaryColumn('uuid', { name: 'callback_id', primaryKeyConstraintName: 'callbacks_pkey' })
  callbackId: string;

  @Column('uuid', { name: 'complaint_id' })
  complaintId: string;

  @Column('text')
  organisation: string;

  @Column('text')
  division: string;

  @Column('text', { nullable: true })
  unit: string | null;

  @Column('jsonb')
  bases: BasisVersion[];

  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt: Date | null;

  @Column('int', { default: 0 })
  attempts: number;

  @Column('text', { default: 'open' })
  state: CallbackState;

  @Column('timestamptz', { name: 'opened_at' })
  openedAt: Date;

  /** The trace of the complaint: its callback belongs to it, whoever records it. */
  @Column('text', { nullable: true })
  traceparent: string | null;
}
