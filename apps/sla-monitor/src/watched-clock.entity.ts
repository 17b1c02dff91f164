import type { ComplaintId } from '@cc/contracts';
import type { Clock } from '@cc/procedures';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ClockTerms } from './clock-terms.entity.js';

/** `[from, until)` of a pause, ISO 8601; `until` is null while it lasts. */
export interface StoredPause {
  from: string;
  until: string | null;
  reason: string;
  /** When the clock was due until this pause. */
  before: string | null;
}

export type ClockState = 'armed' | 'paused' | 'met' | 'cancelled' | 'notConfigured';

@Entity('clocks')
@Index('clocks_next_at', ['nextAt', 'complaintId'], { where: 'next_at is not null' })
@Index('clocks_due', ['organisation', 'state', 'dueAt', 'complaintId', 'division'], { where: 'due_at is not null' })
@Index('clocks_running', ['organisation', 'division', 'state', 'dueAt', 'complaintId'], {
  where: `due_at is not null and state in ('armed', 'paused')`,
})
@Index('clocks_await_decree', ['organisation'], { where: `no_due = 'notDecreed' and state = 'notConfigured'` })
@Check('clocks_state', `state in ('armed', 'paused', 'met', 'cancelled', 'notConfigured')`)
@Check('clocks_armed_is_due', `state <> 'armed' or due_at is not null`)
@Check('clocks_met_at', `state <> 'met' or met_at is not null`)
@Check('clocks_only_armed_are_watched', `next_at is null or state = 'armed'`)
@Check('clocks_missed_is_whole', `(missed_at is null) = (missed_due_at is null)`)
export class ClockRow {
  @PrimaryColumn('uuid', { name: 'complaint_id', primaryKeyConstraintName: 'clocks_pkey' })
  complaintId: ComplaintId;

  /** Basis, rule and number of its start: `telecom-group/answer/1`. */
  @PrimaryColumn('text', { name: 'clock_id', primaryKeyConstraintName: 'clocks_pkey' })
  clockId: string;

  @Column('text')
  organisation: string;

  @Column('text')
  division: string;

  @Column('text', { nullable: true })
  unit: string | null;

  @Column('uuid', { name: 'terms_id' })
  @ForeignKey(() => ClockTerms, { name: 'clocks_terms_id_fkey' })
  termsId: string;

  @Column('text')
  state: ClockState;

  @Column('timestamptz', { name: 'started_at' })
  startedAt: Date;

  /** The fact that started it. */
  @Column('text', { name: 'started_by' })
  startedBy: string;

  /** In time at this instant, late after it. */
  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt: Date | null;

  /** Why the rules give no due instant; null where they give one. */
  @Column('text', { name: 'no_due', nullable: true })
  noDue: Clock['noDue'];

  @Column('timestamptz', { name: 'warn_at', array: true })
  warnAt: Date[];

  /** The latest instant of `warnAt` that a warning was given for. */
  @Column('timestamptz', { name: 'warned_to', nullable: true })
  warnedTo: Date | null;

  @Column('jsonb')
  paused: StoredPause[];

  /** When the miss was noticed. */
  @Column('timestamptz', { name: 'missed_at', nullable: true })
  missedAt: Date | null;

  /** The due instant that was missed; a clock whose due instant moves beyond it runs again. */
  @Column('timestamptz', { name: 'missed_due_at', nullable: true })
  missedDueAt: Date | null;

  @Column('timestamptz', { name: 'met_at', nullable: true })
  metAt: Date | null;

  /** The next instant at which somebody must notice: a warning, or the first instant that is late. */
  @Column('timestamptz', { name: 'next_at', nullable: true })
  nextAt: Date | null;
}

/** A clock (时限) of a ticket as the rules last answered it, and what we have noticed of it. */
export type WatchedClock = Omit<ClockRow, 'termsId'> & { terms: ClockTerms };
