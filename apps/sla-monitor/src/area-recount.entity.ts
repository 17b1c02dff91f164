import type { ComplaintId } from '@cc/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** 重新计数: a complaint that counts came to an area, or counts otherwise than before; the area's cases are looked at again. */
@Entity('area_recounts')
@Index('area_recounts_due', ['dueAt'])
@Index('area_recounts_of_area', ['area'])
export class AreaRecount {
  /** Only ever added and removed, so that whoever adds waits for nobody. */
  @PrimaryColumn({
    type: 'bigint',
    generated: 'identity',
    generatedIdentity: 'ALWAYS',
    insert: false,
    update: false,
    primaryKeyConstraintName: 'area_recounts_pkey',
  })
  id: string;

  @Column('uuid')
  area: string;

  @Column('uuid', { name: 'complaint_id' })
  complaintId: ComplaintId;

  @Column('timestamptz', { name: 'received_at' })
  receivedAt: Date;

  @Column('timestamptz', { name: 'due_at' })
  dueAt: Date;

  /** Joins what follows to the trace of the complaint. */
  @Column('text', { nullable: true })
  traceparent: string | null;
}
