import type { BasisVersion, Reason } from '@cc/contracts';
import type { Effect } from '@cc/procedures';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * What a rule says of the clocks that run under it. Hundreds of thousands of clocks run under a few dozen of these, so they
 * are kept once. A row never changes: rules that say something else make another one.
 */
@Entity('clock_terms')
export class ClockTerms {
  /** Derives from all the rest. */
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'clock_terms_pkey' })
  id: string;

  @Column('text')
  rule: string;

  @Column('jsonb')
  basis: BasisVersion;

  @Column('text')
  owner: 'acceptingUnit' | 'handlingUnit' | 'division' | 'organisation';

  @Column('jsonb')
  name: { zh: string; en: string };

  @Column('jsonb')
  reason: Reason;

  /** For each warning of a clock, in their order, and for a miss. */
  @Column('jsonb')
  effects: { onWarning: Effect[][]; onMiss: Effect[] };
}
