import type { ComplaintId } from '@cc/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** 重新计数: around this complaint a count was reached, or is reached no more; those counted with it are looked at again. */
@Entity('recounts')
export class Recount {
  @PrimaryColumn('uuid', { name: 'complaint_id', primaryKeyConstraintName: 'recounts_pkey' })
  complaintId: ComplaintId;

  @Column('timestamptz', { name: 'requested_at' })
  requestedAt: Date;

  /** When to look: at once, or later where looking has failed. */
  @Column('timestamptz', { name: 'look_at' })
  lookAt: Date;
}
