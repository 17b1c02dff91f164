import type { ComplaintId, Reason, WorkOrderId } from '@cc/contracts';
import type { LocalisedText } from '@cc/procedures';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A due time as it was promised to the unit at dispatch. */
export interface PromisedDueTime {
  clock: string;
  name: LocalisedText;
  dueAt: string;
  why: Reason;
}

export type EndOfWork = 'returned' | 'transferred' | 'redispatched' | 'withdrawn' | 'closed';

/** One dispatch of a ticket's work to a unit (派单); it ends when the work goes elsewhere or the ticket is archived. */
@Entity('work_orders')
@Check('work_orders_end', '(ended_at is null) = (ended_as is null)')
export class DispatchedWork {
  @PrimaryColumn('uuid', { name: 'complaint_id', primaryKeyConstraintName: 'work_orders_pkey' })
  complaintId: ComplaintId;

  @PrimaryColumn('int', { name: 'dispatch_no', primaryKeyConstraintName: 'work_orders_pkey' })
  dispatchNo: number;

  @Column('uuid', { name: 'work_order_id' })
  workOrderId: WorkOrderId;

  @Column('text', { name: 'organisation' })
  organisation: string;

  @Column('text', { name: 'division' })
  division: string;

  @Column('text', { name: 'unit' })
  unit: string;

  @Column('boolean', { name: 'fallback' })
  fallback: boolean;

  @Column('text', { name: 'from_division', nullable: true })
  fromDivision: string | null;

  @Column('text', { name: 'from_unit', nullable: true })
  fromUnit: string | null;

  @Column('jsonb', { name: 'reason' })
  reason: Reason;

  @Column('jsonb', { name: 'due' })
  due: PromisedDueTime[];

  @Column('timestamptz', { name: 'dispatched_at' })
  dispatchedAt: Date;

  @Column('timestamptz', { name: 'accepted_at', nullable: true })
  acceptedAt: Date | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column('text', { name: 'ended_as', nullable: true })
  endedAs: EndOfWork | null;
}
