import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An edition of rules and calendars that an instance of this service has started with; the latest start is in force. */
@Entity('editions')
export class Edition {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'editions_pkey' })
  edition: string;

  @Column('timestamptz', { name: 'started_at' })
  startedAt: Date;
}
