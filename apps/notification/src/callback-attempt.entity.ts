import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** One attempt to reach the customer. The agent's own id makes it safe to send again. */
@Entity('callback_attempts')
@Check('callback_attempts_outcome', `outcome in ('satisfied', 'unsatisfied', 'notReached')`)
@Check('callback_attempts_effect', `effect in ('close', 'reopen', 'tryAgain')`)
export class CallbackAttempt {
  @PrimaryColumn('uuid', { name: 'complaint_id', primaryKeyConstraintName: 'callback_attempts_pkey' })
  complaintId: string;

  @PrimaryColumn('text', { name: 'attempt_id', primaryKeyConstraintName: 'callback_attempts_pkey' })
  attemptId: string;

  @Column('text')
  organisation: string;

  @Column('text')
  division: string;

  @Column('text', { nullable: true })
  unit: string | null;

  @Column('uuid', { name: 'callback_id' })
  callbackId: string;

  @Column('int')
  attempt: number;

  @Column('text')
  outcome: 'satisfied' | 'unsatisfied' | 'notReached';

  @Column('text')
  effect: 'close' | 'reopen' | 'tryAgain';

  @Column('text', { name: 'made_by' })
  madeBy: string;

  @Column('timestamptz', { name: 'made_at' })
  madeAt: Date;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt: Date;
}
