import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The last complaint number given out, per organisation and local day. */
@Entity('number_sequences')
export class NumberSequence {
  @PrimaryColumn('text', { name: 'organisation', primaryKeyConstraintName: 'number_sequences_pkey' })
  organisation: string;

  @PrimaryColumn('date', { name: 'local_day', primaryKeyConstraintName: 'number_sequences_pkey' })
  localDay: string;

  @Column('integer', { name: 'last' })
  last: number;
}
