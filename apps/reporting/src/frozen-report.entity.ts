import type { Reason } from '@cc/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** From when on an organisation is reported: the day of its first fact. What was imported from before it is history. */
@Entity('report_beginnings')
export class ReportBeginning {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'report_beginnings_pkey' })
  organisation: string;

  @Column('text', { name: 'first_day' })
  firstDay: string;
}

/** 定期报表: the counts of a period as they were when its time had come. Written once, never changed. */
@Entity('frozen_reports')
@Index('frozen_reports_of_period', ['organisation', 'report', 'period'], { unique: true })
export class FrozenReport {
  /** Derived from organisation, report and period. */
  @PrimaryColumn('uuid', { name: 'report_id', primaryKeyConstraintName: 'frozen_reports_pkey' })
  reportId: string;

  @Column('text')
  organisation: string;

  @Column('text')
  report: string;

  /** `2026-11-24` or `2026-11`. */
  @Column('text')
  period: string;

  /** Its first and last day, local. */
  @Column('text', { name: 'from_day' })
  fromDay: string;

  @Column('text', { name: 'to_day' })
  toDay: string;

  @Column('bytea')
  content: Buffer;

  @Column('text')
  sha256: string;

  /** The last fact of the archive that is counted in it, by order of arrival. */
  @Column('bigint', { name: 'facts_until' })
  factsUntil: string;

  @Column('jsonb')
  why: Reason;

  @Column('timestamptz', { name: 'frozen_at' })
  frozenAt: Date;
}
