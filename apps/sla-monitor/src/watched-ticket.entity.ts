import type { BasisVersion, ComplaintId } from '@cc/contracts';
import type { TimelineFact } from '@cc/procedures';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A fact of the ticket's timeline as it is kept: instants as ISO 8601, and the event that told it. */
export interface StoredFact {
  event: string;
  fact: TimelineFact['fact'];
  occurredAt: string;
  recordedAt: string;
  receivedAt?: string;
  until?: string;
  reason?: string;
  /** Fields as they are known from then on. */
  set?: NonNullable<TimelineFact['set']>;
  /** With more time that was granted. */
  extension?: { clockId: string; until: string; by: string; askedAt: string };
}

/** What the rules ask about a ticket (工单): its facts in the order they were recorded, and its counts. */
@Entity('tickets')
@Index('tickets_with_running_clocks', ['edition'], { where: 'edition is not null' })
@Check('tickets_counts', 'returns >= 0 and urges >= 0 and overdue >= 0 and warned >= 0 and dispatch_no >= 0')
export class WatchedTicket {
  @PrimaryColumn('uuid', { name: 'complaint_id', primaryKeyConstraintName: 'tickets_pkey' })
  complaintId: ComplaintId;

  @Column('text')
  organisation: string;

  /** Who has the work now; before the first dispatch, whose intake it was. */
  @Column('text')
  division: string;

  @Column('text', { nullable: true })
  unit: string | null;

  /** The dispatch that `division` and `unit` come from; 0 before the first. */
  @Column('int', { name: 'dispatch_no' })
  dispatchNo: number;

  @Column('jsonb')
  bases: BasisVersion[];

  @Column('jsonb')
  timeline: StoredFact[];

  @Column('int')
  returns: number;

  @Column('int')
  urges: number;

  /** Misses noticed so far, and warnings given. */
  @Column('int')
  overdue: number;

  @Column('int')
  warned: number;

  /** The kinds of abnormal ticket (异常工单) already announced. */
  @Column('text', { array: true })
  abnormal: string[];

  /** Null while facts came before the registration: they are kept, and no clock runs yet. */
  @Column('timestamptz', { name: 'registered_at', nullable: true })
  registeredAt: Date | null;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt: Date | null;

  /** The edition of rules and calendars under which its clocks were reckoned; null where none of them runs any more, or yet. */
  @Column('text', { nullable: true, default: '' })
  edition: string | null;

  /** Joins what time sets in motion to the trace of the complaint. */
  @Column('text', { nullable: true })
  traceparent: string | null;
}
